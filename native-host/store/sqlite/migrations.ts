/** Changes of permissions, with the columns of the version that added these triggers. */
const CHANGES = [
  'INSERT ON grants',
  'DELETE ON grants',
  `UPDATE OF name, kind, caller, digest, scopes, models, limits, expiresAt, revokedAt, disabledAt, parent,
    oldDigest, oldDigestUntil ON grants`,
  'INSERT ON denials',
  'DELETE ON denials',
];

const TRIGGERS = CHANGES.map(
  (change, at) => `CREATE TRIGGER permissions_${at} AFTER ${change}
    BEGIN UPDATE permissions SET version = version + 1; END;`,
).join('\n');

/** The statements that migrate the file from each version to the next. Append only. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    caller TEXT,
    digest BLOB,
    scopes TEXT NOT NULL,
    models TEXT,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER,
    lastUsedAt INTEGER,
    revokedAt INTEGER,
    parent TEXT
  ) STRICT;
  CREATE INDEX grants_by_caller ON grants (caller);
  CREATE TABLE denials (caller TEXT PRIMARY KEY, deniedAt INTEGER NOT NULL) STRICT;
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE audit (
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
  ) STRICT;`,
  `CREATE TABLE dismissals (
    caller TEXT PRIMARY KEY,
    dismissedAt INTEGER NOT NULL,
    times INTEGER NOT NULL
  ) STRICT;`,
  `ALTER TABLE grants ADD COLUMN limits TEXT;
  ALTER TABLE grants ADD COLUMN disabledAt INTEGER;
  ALTER TABLE grants ADD COLUMN oldDigest BLOB;
  ALTER TABLE grants ADD COLUMN oldDigestUntil INTEGER;`,
  `CREATE TABLE usage (
    day TEXT NOT NULL,
    grantId TEXT NOT NULL,
    model TEXT NOT NULL,
    requests INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    promptTokens INTEGER NOT NULL,
    outputTokens INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (day, grantId, model)
  ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE turns (
    grantId TEXT NOT NULL,
    minute INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (grantId, minute)
  ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE leases (
    id TEXT PRIMARY KEY,
    grantId TEXT NOT NULL,
    endsAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX leases_by_grant ON leases (grantId);`,
  // Counts changes of permissions, but not the recorded uses of a grant.
  `CREATE TABLE permissions (version INTEGER NOT NULL) STRICT;
  INSERT INTO permissions (version) VALUES (1);
${TRIGGERS}`,
  'ALTER TABLE grants ADD COLUMN claimedName TEXT;',
  // SQLite can't change a primary key (https://www.sqlite.org/lang_altertable.html#otheralter).
  `ALTER TABLE usage RENAME TO usageByDay;
  CREATE TABLE usage (
    day TEXT NOT NULL,
    hour INTEGER NOT NULL DEFAULT 0,
    grantId TEXT NOT NULL,
    model TEXT NOT NULL,
    requests INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    promptTokens INTEGER NOT NULL,
    outputTokens INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (day, hour, grantId, model)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO usage (day, grantId, model, requests, errors, promptTokens, outputTokens, ms)
    SELECT day, grantId, model, requests, errors, promptTokens, outputTokens, ms FROM usageByDay;
  DROP TABLE usageByDay;
  CREATE INDEX usage_by_hour ON usage (hour) WHERE hour > 0;
  CREATE TABLE recent (
    at INTEGER NOT NULL,
    grantId TEXT NOT NULL,
    model TEXT NOT NULL,
    operation TEXT NOT NULL,
    state TEXT NOT NULL,
    status INTEGER,
    code TEXT,
    promptTokens INTEGER,
    outputTokens INTEGER,
    firstMs INTEGER,
    outputMs INTEGER,
    ms INTEGER NOT NULL
  ) STRICT;`,
  // Of the settings, only this one concerns permissions.
  `CREATE TRIGGER permissions_paused AFTER INSERT ON settings WHEN NEW.key = 'paused'
    BEGIN UPDATE permissions SET version = version + 1; END;
  CREATE TRIGGER permissions_resumed AFTER DELETE ON settings WHEN OLD.key = 'paused'
    BEGIN UPDATE permissions SET version = version + 1; END;`,
  'ALTER TABLE audit ADD COLUMN actor TEXT;',
  `ALTER TABLE grants ADD COLUMN labels TEXT;
  ALTER TABLE grants ADD COLUMN trust TEXT;
  ALTER TABLE grants ADD COLUMN origin TEXT;
  CREATE INDEX grants_by_digest ON grants (digest);
  CREATE INDEX grants_by_old_digest ON grants (oldDigest);
  CREATE TRIGGER permissions_described AFTER UPDATE OF labels, trust, origin ON grants
    BEGIN UPDATE permissions SET version = version + 1; END;
  ALTER TABLE usage ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE recent ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE recent ADD COLUMN account TEXT;
  CREATE TABLE accounts (
    day TEXT NOT NULL,
    grantId TEXT NOT NULL,
    account TEXT NOT NULL,
    requests INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    promptTokens INTEGER NOT NULL,
    outputTokens INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (day, grantId, account)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE quotas (
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    requests INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (subject, period)
  ) STRICT, WITHOUT ROWID;`,
];
