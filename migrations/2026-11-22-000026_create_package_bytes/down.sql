DROP TABLE package_chunks;

DROP TABLE package_blobs;
