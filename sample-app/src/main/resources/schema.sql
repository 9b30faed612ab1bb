CREATE TABLE IF NOT EXISTS file (
    path VARCHAR PRIMARY KEY,
    size BIGINT NOT NULL,
    modified_nanos BIGINT NOT NULL,
    hash CHAR(64) NOT NULL
);

-- The last changes only; how many there were is in monitor.
CREATE TABLE IF NOT EXISTS file_change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    path VARCHAR NOT NULL,
    kind VARCHAR(16) NOT NULL,
    at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

-- One row: which tree this is about, since when, and how much changed since.
CREATE TABLE IF NOT EXISTS monitor (
    root VARCHAR NOT NULL,
    since TIMESTAMP(3) WITH TIME ZONE,
    added BIGINT DEFAULT 0 NOT NULL,
    changed BIGINT DEFAULT 0 NOT NULL,
    removed BIGINT DEFAULT 0 NOT NULL
);
