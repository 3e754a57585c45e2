/** The statements that migrate the database from each version to the next. Append only. */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `CREATE TABLE turnkey_grants (
    position BIGINT GENERATED ALWAYS AS IDENTITY,
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    caller TEXT,
    digest BYTEA,
    old_digest BYTEA,
    old_digest_until BIGINT,
    scopes JSONB NOT NULL,
    models JSONB,
    limits JSONB,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT,
    disabled_at BIGINT,
    parent TEXT
  );
  CREATE INDEX turnkey_grants_by_caller ON turnkey_grants (caller);
  CREATE INDEX turnkey_grants_by_parent ON turnkey_grants (parent);
  CREATE TABLE turnkey_denials (caller TEXT PRIMARY KEY, denied_at BIGINT NOT NULL);
  CREATE TABLE turnkey_dismissals (
    caller TEXT PRIMARY KEY,
    dismissed_at BIGINT NOT NULL,
    times BIGINT NOT NULL
  );
  CREATE TABLE turnkey_settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE turnkey_audit (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
  );
  CREATE TABLE turnkey_usage (
    grant_id TEXT NOT NULL,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    requests BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    prompt_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    ms BIGINT NOT NULL,
    PRIMARY KEY (day, grant_id, model)
  );
  CREATE TABLE turnkey_turns (
    grant_id TEXT NOT NULL,
    minute BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (grant_id, minute)
  );
  CREATE TABLE turnkey_leases (
    id UUID PRIMARY KEY,
    grant_id TEXT NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL
  );
  CREATE INDEX turnkey_leases_by_grant ON turnkey_leases (grant_id);
  CREATE FUNCTION turnkey_lease(of_grant TEXT, lease UUID, at_most INTEGER, seconds INTEGER) RETURNS BOOLEAN
  LANGUAGE plpgsql AS $$
    BEGIN
      -- One at a time for each grant: two that count at once would both find room for one.
      PERFORM pg_advisory_xact_lock(7206215, hashtext(of_grant));
      DELETE FROM turnkey_leases WHERE grant_id = of_grant AND ends_at < clock_timestamp();
      IF (SELECT count(*) FROM turnkey_leases WHERE grant_id = of_grant) >= at_most THEN
        RETURN FALSE;
      END IF;
      INSERT INTO turnkey_leases VALUES (lease, of_grant, clock_timestamp() + make_interval(secs => seconds));
      RETURN TRUE;
    END
  $$;
  CREATE FUNCTION turnkey_tell() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('turnkey', TG_TABLE_NAME);
      RETURN NULL;
    END
  $$;
  CREATE TRIGGER turnkey_grants_tell
    AFTER INSERT OR DELETE OR TRUNCATE
      OR UPDATE OF caller, digest, old_digest, scopes, models, limits, expires_at, revoked_at, disabled_at
    ON turnkey_grants FOR EACH STATEMENT EXECUTE FUNCTION turnkey_tell();
  CREATE TRIGGER turnkey_denials_tell
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON turnkey_denials FOR EACH STATEMENT EXECUTE FUNCTION turnkey_tell();`,
  // The same payload for every table: PostgreSQL delivers equal notifications of a transaction only once
  // (https://www.postgresql.org/docs/15/sql-notify.html).
  `CREATE OR REPLACE FUNCTION turnkey_tell() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('turnkey', 'permissions');
      RETURN NULL;
    END
  $$;`,
  `ALTER TABLE turnkey_grants ADD COLUMN claimed_name TEXT;
  DROP TRIGGER turnkey_grants_tell ON turnkey_grants;
  CREATE TRIGGER turnkey_grants_tell
    AFTER INSERT OR DELETE OR TRUNCATE
      OR UPDATE OF name, claimed_name, caller, digest, old_digest, scopes, models, limits, expires_at, revoked_at,
        disabled_at
    ON turnkey_grants FOR EACH STATEMENT EXECUTE FUNCTION turnkey_tell();`,
  `ALTER TABLE turnkey_usage ADD COLUMN hour BIGINT NOT NULL DEFAULT 0;
  ALTER TABLE turnkey_usage DROP CONSTRAINT turnkey_usage_pkey;
  ALTER TABLE turnkey_usage ADD PRIMARY KEY (day, hour, grant_id, model);
  CREATE INDEX turnkey_usage_by_hour ON turnkey_usage (hour) WHERE hour > 0;
  CREATE TABLE turnkey_recent (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    grant_id TEXT NOT NULL,
    model TEXT NOT NULL,
    operation TEXT NOT NULL,
    state TEXT NOT NULL,
    status BIGINT,
    code TEXT,
    prompt_tokens BIGINT,
    output_tokens BIGINT,
    first_ms BIGINT,
    output_ms BIGINT,
    ms BIGINT NOT NULL
  );`,
  // Of the settings, only this one concerns permissions.
  `CREATE TRIGGER turnkey_paused AFTER INSERT OR UPDATE ON turnkey_settings
    FOR EACH ROW WHEN (NEW.key = 'paused') EXECUTE FUNCTION turnkey_tell();
  CREATE TRIGGER turnkey_resumed AFTER DELETE ON turnkey_settings
    FOR EACH ROW WHEN (OLD.key = 'paused') EXECUTE FUNCTION turnkey_tell();`,
  'ALTER TABLE turnkey_audit ADD COLUMN actor TEXT;',
  `ALTER TABLE turnkey_grants ADD COLUMN labels JSONB;
  ALTER TABLE turnkey_grants ADD COLUMN trust TEXT;
  ALTER TABLE turnkey_grants ADD COLUMN origin TEXT;
  CREATE INDEX turnkey_grants_by_digest ON turnkey_grants (digest);
  CREATE INDEX turnkey_grants_by_old_digest ON turnkey_grants (old_digest);
  CREATE TRIGGER turnkey_described_tell AFTER UPDATE OF labels, trust, origin
    ON turnkey_grants FOR EACH STATEMENT EXECUTE FUNCTION turnkey_tell();
  ALTER TABLE turnkey_usage ADD COLUMN estimated BIGINT NOT NULL DEFAULT 0;
  ALTER TABLE turnkey_recent ADD COLUMN estimated BIGINT NOT NULL DEFAULT 0;
  ALTER TABLE turnkey_recent ADD COLUMN account TEXT;
  CREATE TABLE turnkey_accounts (
    day TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    account TEXT NOT NULL,
    requests BIGINT NOT NULL,
    errors BIGINT NOT NULL,
    prompt_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    ms BIGINT NOT NULL,
    PRIMARY KEY (day, grant_id, account)
  );
  CREATE TABLE turnkey_quotas (
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    requests BIGINT NOT NULL,
    tokens BIGINT NOT NULL,
    PRIMARY KEY (subject, period)
  );`,
];
