//! The router's promises: hashes that never change, and decisions that depend on nothing else.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::decision::Outcome;
use super::envelope::normalised;
use super::*;
use crate::model::Channel;

fn envelope(source: &str, content: &str) -> Envelope {
    Envelope::new(source.parse().expect("a source"), content)
}

#[test]
fn the_hash_of_an_envelope_is_the_same_in_every_version() {
    let hash = |source, content| envelope(source, content).hash().as_str().to_owned();
    let golden = [
        ("slack", "reset my password"),
        ("slack:#Support", "  Reset\tMY\n Password "),
        ("api", ""),
        ("chatbot", "Straße ﬁne ½ Ω İ ΣΑΣ"),
        ("line", "パスワードをリセット ﾊﾟｽﾜｰﾄﾞ"),
    ];
    let hashes: Vec<String> = golden
        .into_iter()
        .map(|(source, content)| hash(source, content))
        .collect();
    insta::assert_snapshot!(hashes.join("\n"), @"
    22236447cd9105f86b3c56c82bf38ebadde8e403135181deaec824fc3c8ba9f5
    9f5997d8939975f0e244f92961beb2022c27cf528f9bb42622ee110ee98b0ead
    d171794c5c1f7a50aeb8f7056ab84a4fbcd6fbd594b1999bddaefdd03efc0591
    cee5794b6bae14d2187dc09cf858bfe321aaee5a751d9202ba8332b7eed46618
    6c73b434605697c567d2c8e22b21a09996b3805024be0162d3640717fdb480e1
    ");
}

#[test]
fn a_text_is_folded_and_its_blanks_are_one() {
    let same = ["Straße  FINE", "STRASSE ﬁne", " strasse\u{a0}\n fi\u{0}ne"];
    for text in same {
        assert_eq!(normalised(text), "strasse fine", "{text}");
    }
    assert_eq!(normalised("ΣΑΣ ½ Ａ"), "σασ 1⁄2 a");
}

#[test]
fn a_source_is_a_channel_and_perhaps_a_place_in_it() {
    let source: Source = "Slack:#Support".parse().expect("a source");
    assert_eq!(
        (source.as_str(), source.channel()),
        ("slack:#support", Channel::Slack)
    );
    assert!("".parse::<Source>().is_err());
    assert!("email:me".parse::<Source>().is_err());
    assert!(
        format!("api:{}", "x".repeat(500))
            .parse::<Source>()
            .is_err()
    );
}

#[test]
fn a_star_is_any_text_and_a_question_mark_one_character() {
    let matches =
        |pattern: &str, text| pattern.parse::<Pattern>().expect("a pattern").matches(text);
    assert!(matches("*", ""));
    assert!(matches("slack:*", "slack:#a"));
    assert!(matches("slack:#?", "slack:#a"));
    assert!(matches("*a*b*", "xxaxxbab"));
    assert!(matches("SLACK", "slack"));
    assert!(!matches("slack", "slack:#a"));
    assert!(!matches("slack:#?", "slack:#"));
    assert!(!matches("a*b", "abc"));
    assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    assert!(" ".parse::<Pattern>().is_err());
}

#[test]
fn a_keyword_is_a_whole_word_where_words_have_blanks_between_them() {
    let is_in = |keyword: &str, text: &str| {
        let keyword: Keyword = keyword.parse().expect("a keyword");
        keyword.is_in(&normalised(text))
    };
    assert!(is_in("Reset", "please RESET, now"));
    assert!(is_in("pull request", "my pull  request"));
    assert!(is_in("c++", "about c++11"));
    assert!(is_in("リセット", "パスワードをリセットして"));
    assert!(!is_in("art", "start the cart"));
    assert!(is_in("art", "cart art"));
}

#[test]
fn words_that_unrouted_requests_share_and_routed_ones_do_not_make_a_rule() {
    let unrouted = [
        "the invoice is wrong",
        "please send the invoice again",
        "a refund for my order",
        "Refund!",
        "hello there",
    ];
    let routed = [
        "my order is late",
        "where is the order",
        "reset the password",
    ];
    let found = suggest(&unrouted, &routed);
    let keywords: Vec<&str> = found
        .keywords
        .iter()
        .map(|one| one.keyword.as_str())
        .collect();
    assert_eq!(keywords, ["invoice", "refund"]);
    assert_eq!((found.covered, found.routed), (4, 0));
    assert!(suggest(&[], &routed).keywords.is_empty());
}

fn time() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a time")
}

fn destination() -> impl Strategy<Value = Destination> {
    let target = prop_oneof![
        (1..5_i64).prop_map(Target::Agent),
        (1..5_i64).prop_map(Target::Workflow),
        Just(Target::Orchestrate),
    ];
    (
        target,
        option::weighted(0.3, Just("it is archived".to_owned())),
    )
        .prop_map(|(target, closed)| Destination {
            closed: closed.filter(|_| target != Target::Orchestrate),
            name: Some("x".to_owned()),
            target,
        })
}

prop_compose! {
    fn rule()(
        id in 1..1000_i64,
        channel in option::of(prop_oneof![Just(Channel::Slack), Just(Channel::Api)]),
        pattern in option::of(prop_oneof![Just("*"), Just("slack*"), Just("api:x")]),
        keywords in vec(prop_oneof![Just("red"), Just("blue")], 0..3),
        priority in -3..4_i32,
        destination in destination(),
    ) -> Rule {
        Rule {
            id,
            name: format!("rule {id}"),
            channel,
            pattern: pattern.map(|text| text.parse().expect("a pattern")),
            keywords: keywords.iter().map(|word| word.parse().expect("a keyword")).collect(),
            priority,
            destination,
        }
    }
}

prop_compose! {
    fn facts()(
        forced in option::weighted(0.2, destination()),
        kept in option::of((destination(), any::<bool>(), -5..5_i64)),
        rules in vec(rule(), 0..6),
    ) -> Facts {
        let mut rules = rules;
        rules.sort_by_key(|rule| rule.id);
        rules.dedup_by_key(|rule| rule.id);
        Facts {
            forced,
            kept: kept.map(|(destination, corrected, seconds)| Kept {
                destination,
                confidence: 0.5,
                corrected,
                expires_at: time() + TimeDelta::seconds(seconds),
            }),
            rules,
            now: time(),
        }
    }
}

fn request() -> impl Strategy<Value = Envelope> {
    let source = prop_oneof![Just("slack:#a"), Just("api:x"), Just("line")];
    let content = prop_oneof![Just("red"), Just("a blue one"), Just("")];
    (source, content).prop_map(|(source, content)| envelope(source, content))
}

fn target(outcome: &Outcome) -> Option<Target> {
    Some(outcome.decision.as_ref()?.destination.target)
}

proptest! {
    #[test]
    fn the_normal_form_of_a_normal_form_is_itself(text in any::<String>()) {
        let once = normalised(&text);
        prop_assert_eq!(normalised(&once), once);
    }

    #[test]
    fn the_case_and_the_blanks_of_a_request_change_nothing(
        words in vec("[a-zA-ZäÖß]{1,5}", 0..6),
        blanks in "[ \t\n\u{a0}]{1,3}",
    ) {
        let plain = envelope("api", &words.join(" "));
        let other = envelope("API", &words.join(&blanks).to_uppercase());
        prop_assert_eq!(plain.hash(), other.hash());
    }

    #[test]
    fn the_same_envelope_gives_the_same_decision(request in request(), facts in facts()) {
        let mut other = facts.clone();
        other.rules.reverse();
        prop_assert_eq!(target(&decide(&request, &facts)), target(&decide(&request, &other)));
    }

    #[test]
    fn what_takes_no_requests_is_never_a_target(request in request(), facts in facts()) {
        let outcome = decide(&request, &facts);
        if let Some(decision) = outcome.decision {
            prop_assert_eq!(decision.destination.closed, None);
        }
    }

    #[test]
    fn a_higher_priority_wins(request in request(), mut facts in facts(), to in 10..20_i64) {
        facts.forced = None;
        facts.kept = None;
        facts.rules.push(Rule {
            id: 5000,
            name: "above all".to_owned(),
            channel: None,
            pattern: None,
            keywords: Vec::new(),
            priority: 100,
            destination: Destination { target: Target::Agent(to), name: None, closed: None },
        });
        prop_assert_eq!(target(&decide(&request, &facts)), Some(Target::Agent(to)));
    }

    #[test]
    fn a_correction_wins_over_the_rules_until_it_expires(
        request in request(), mut facts in facts(), to in 10..20_i64, seconds in -5..5_i64,
    ) {
        facts.forced = None;
        facts.kept = None;
        let ruled = target(&decide(&request, &facts));
        facts.kept = Some(Kept {
            destination: Destination { target: Target::Agent(to), name: None, closed: None },
            confidence: 1.0,
            corrected: true,
            expires_at: time() + TimeDelta::seconds(seconds),
        });
        let expected = if seconds > 0 { Some(Target::Agent(to)) } else { ruled };
        prop_assert_eq!(target(&decide(&request, &facts)), expected);
    }

    #[test]
    fn an_override_wins_over_all(request in request(), mut facts in facts(), to in 10..20_i64) {
        facts.forced = Some(Destination { target: Target::Workflow(to), name: None, closed: None });
        prop_assert_eq!(target(&decide(&request, &facts)), Some(Target::Workflow(to)));
    }
}
