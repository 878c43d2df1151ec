CREATE TABLE package_blobs (
    sha256     text        PRIMARY KEY,
    size_bytes int8        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT package_blobs_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT package_blobs_size_bytes_range CHECK (size_bytes >= 0)
);

COMMENT ON TABLE package_blobs IS 'Packages kept in the database, by digest, where it is the package store. A catalog.';
COMMENT ON COLUMN package_blobs.sha256 IS 'SHA-256 of the bytes, 64 lower-case hexadecimal digits.';
COMMENT ON COLUMN package_blobs.size_bytes IS 'Size in bytes, the sum of its chunks.';
COMMENT ON COLUMN package_blobs.created_at IS 'When it was stored.';

CREATE TABLE package_chunks (
    sha256   text  NOT NULL REFERENCES package_blobs ON DELETE CASCADE,
    chunk_no int4  NOT NULL,
    bytes    bytea NOT NULL,
    PRIMARY KEY (sha256, chunk_no),
    CONSTRAINT package_chunks_chunk_no_range CHECK (chunk_no >= 0)
);

-- Packages are compressed already: trying again only costs time.
ALTER TABLE package_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

COMMENT ON TABLE package_chunks IS 'Bytes of the packages in package_blobs, in pieces. A catalog.';
COMMENT ON COLUMN package_chunks.sha256 IS 'Package it is a piece of.';
COMMENT ON COLUMN package_chunks.chunk_no IS 'Place of the piece, from 0.';
COMMENT ON COLUMN package_chunks.bytes IS 'The piece.';
