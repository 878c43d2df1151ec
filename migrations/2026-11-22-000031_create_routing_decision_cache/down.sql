DROP TABLE routing_decision_cache;
