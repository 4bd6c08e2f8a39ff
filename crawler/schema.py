"""The archive's tables, as one script."""

SCHEMA = """
-- The archive's tables. Times are ISO 8601 in UTC. Bodies lie beside the database as files named by their SHA-256.
CREATE TABLE commands (             -- one order to crawl: unfinished, it is taken up again where it was
    id INTEGER PRIMARY KEY,
    environments TEXT NOT NULL,     -- JSON: ids
    started TEXT NOT NULL,
    ended TEXT
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command INTEGER REFERENCES commands,
    environment TEXT NOT NULL,
    origin TEXT NOT NULL,           -- 'crawl', or 'deposit:' and the folder
    started TEXT NOT NULL,
    ended TEXT,                     -- NULL while the run is unfinished: it is taken up again
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'abandoned')),
    health TEXT                     -- JSON, once closed
);
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    first_seen TEXT NOT NULL
);
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    environment TEXT NOT NULL,
    address TEXT NOT NULL,
    purpose TEXT NOT NULL,
    time TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER NOT NULL,
    location TEXT NOT NULL,
    content_type TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    headers TEXT NOT NULL,          -- JSON
    sha256 TEXT REFERENCES files,
    UNIQUE (run, address)
);
CREATE INDEX fetches_address ON fetches (environment, address);
CREATE TABLE sightings (
    environment TEXT NOT NULL,
    key TEXT NOT NULL,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    page_url TEXT,
    file_url TEXT,
    claims TEXT NOT NULL,           -- JSON
    reports TEXT NOT NULL,          -- JSON: keys
    event TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    file_sha256 TEXT REFERENCES files,
    file_outcome TEXT,
    PRIMARY KEY (environment, key)
);
CREATE TABLE versions (             -- every version of a file that a sighting ever had
    environment TEXT NOT NULL,
    key TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files,
    first_seen TEXT NOT NULL,
    PRIMARY KEY (environment, key, sha256)
);
CREATE TABLE readings (             -- what the latest run took each page for, and why
    environment TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    reasons TEXT NOT NULL,          -- JSON
    PRIMARY KEY (environment, address)
);
"""
