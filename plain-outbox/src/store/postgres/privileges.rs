//! The privileges of a role, checked before the role needs them.

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row as _};

use crate::error::Error;

/// Oldest version of the server, as `server_version_num` writes it.
const MIN_SERVER: i32 = 140_000;

/// Functions of which a role needs one at least: others help those.
const ENTRIES: [&str; 4] = ["enqueue", "claim", "counts", "dead_letters"];
/// Functions that every relay calls.
const OF_RELAYS: [&str; 6] = ["claim", "settle", "pause", "purge", "counts", "gauges"];

const SELECT_ACCESS: &str = "SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
    ARRAY(SELECT proname::text FROM pg_catalog.pg_proc
        WHERE pronamespace = 'plain_outbox'::regnamespace AND NOT has_function_privilege(oid, 'EXECUTE')
        ORDER BY proname) AS denied";

/// The functions of the outbox that a role may call.
#[derive(Debug, Clone)]
pub(super) struct Access {
    role: String,
    database: String,
    denied: Vec<String>,
}

impl Access {
    pub(super) async fn of(connection: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let row = sqlx::query(SELECT_ACCESS).fetch_one(connection).await?;
        Ok(Self {
            role: row.try_get("role")?,
            database: row.try_get("database")?,
            denied: row.try_get("denied")?,
        })
    }

    fn denies(&self, function: &str) -> bool {
        self.denied.iter().any(|denied| denied == function)
    }

    /// Refuses a role that may do nothing.
    pub(super) fn check(&self) -> Result<(), Error> {
        if !ENTRIES.iter().all(|function| self.denies(function)) {
            return Ok(());
        }
        let Self { role, database, .. } = self;
        Err(Error::Config(format!(
            "the role {role} may not use the outbox in the database {database}; help: an administrator runs \
             `GRANT EXECUTE ON FUNCTION plain_outbox.enqueue TO {role}` for a program that records events, \
             or `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA plain_outbox TO {role}` for one with a relay"
        )))
    }

    /// Refuses a role that may not relay.
    pub(super) fn check_relay(&self) -> Result<(), Error> {
        let missing = OF_RELAYS.iter().filter(|function| self.denies(function));
        let missing: Vec<String> = missing
            .map(|name| format!("`plain_outbox.{name}`"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let Self { role, database, .. } = self;
        Err(Error::Config(format!(
            "the role {role} may not relay the events in the database {database}: it lacks EXECUTE on {}; help: \
             an administrator runs `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA plain_outbox TO {role}`, before the \
             outbox is opened",
            missing.join(", ")
        )))
    }
}

const SELECT_FACTS: &str = "SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
    current_setting('server_version_num')::integer AS server_version,
    has_database_privilege(current_database(), 'CREATE') AS may_create_schemas,
    pgmq.oid IS NOT NULL AS has_pgmq_schema, meta.oid IS NOT NULL AS has_pgmq, queue.oid IS NOT NULL AS has_queue,
    coalesce(has_schema_privilege(pgmq.oid, 'USAGE') AND has_schema_privilege(pgmq.oid, 'CREATE'), false)
        AS may_create_queue,
    coalesce(has_table_privilege(meta.oid, 'INSERT'), false) AS may_register_queue,
    own.oid IS NOT NULL AS has_schema, coalesce(pg_has_role(own.nspowner, 'USAGE'), false) AS owns_schema
    FROM (SELECT) AS one
        LEFT JOIN pg_catalog.pg_namespace AS pgmq ON pgmq.nspname = 'pgmq'
        LEFT JOIN pg_catalog.pg_class AS meta ON meta.relnamespace = pgmq.oid AND meta.relname = 'meta'
        LEFT JOIN pg_catalog.pg_class AS queue
            ON queue.relnamespace = pgmq.oid AND queue.relname = 'q_plain_outbox'
        LEFT JOIN pg_catalog.pg_namespace AS own ON own.nspname = 'plain_outbox'";

/// The database before the installation, and the privileges of the role that installs.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of a row")]
pub(super) struct InstallFacts {
    role: String,
    database: String,
    server_version: i32,
    may_create_schemas: bool,
    has_pgmq_schema: bool,
    /// Whether pgmq is installed.
    pub(super) has_pgmq: bool,
    /// Whether pgmq has a queue of the name that the outbox uses.
    has_queue: bool,
    may_create_queue: bool,
    may_register_queue: bool,
    has_schema: bool,
    owns_schema: bool,
}

impl InstallFacts {
    pub(super) async fn of(connection: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let row = sqlx::query(SELECT_FACTS).fetch_one(connection).await?;
        Self::read(&row)
    }

    fn read(row: &PgRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            role: row.try_get("role")?,
            database: row.try_get("database")?,
            server_version: row.try_get("server_version")?,
            may_create_schemas: row.try_get("may_create_schemas")?,
            has_pgmq_schema: row.try_get("has_pgmq_schema")?,
            has_pgmq: row.try_get("has_pgmq")?,
            has_queue: row.try_get("has_queue")?,
            may_create_queue: row.try_get("may_create_queue")?,
            may_register_queue: row.try_get("may_register_queue")?,
            has_schema: row.try_get("has_schema")?,
            owns_schema: row.try_get("owns_schema")?,
        })
    }

    /// Refuses an installation that cannot work.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.server_version < MIN_SERVER {
            return Err(Error::Config(format!(
                "PostgreSQL {} is too old for an outbox; help: update the server to 14 or newer",
                self.server_version / 10_000
            )));
        }
        let missing = self.missing_statements();
        if !missing.is_empty() {
            let Self { role, database, .. } = self;
            return Err(Error::Config(format!(
                "the role {role} may not create the tables of the outbox in the database {database}; help: an \
                 administrator runs `{}`; or the owner of the database runs `plain-outbox migrate --database \
                 URL`, and then `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA plain_outbox TO {role}`",
                missing.join("; ")
            )));
        }
        if self.has_queue {
            return Err(Error::Config(
                "pgmq has a queue `plain_outbox`, but the schema `plain_outbox` lacks the tables that belong to it; \
                 help: restore the schema from a backup, or remove the queue with its events: `SELECT \
                 pgmq.drop_queue('plain_outbox')`"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Statements for an administrator that give the role its missing privileges.
    fn missing_statements(&self) -> Vec<String> {
        let Self { role, database, .. } = self;
        let mut statements = Vec::new();
        if !self.has_pgmq && !self.may_create_schemas {
            statements.push(format!("GRANT CREATE ON DATABASE {database} TO {role}"));
        }
        if self.has_pgmq_schema && !self.may_create_queue {
            statements.push(format!("GRANT USAGE, CREATE ON SCHEMA pgmq TO {role}"));
        }
        if self.has_pgmq && !self.may_register_queue {
            statements.push(format!("GRANT INSERT ON pgmq.meta TO {role}"));
        }
        if self.has_schema && !self.owns_schema {
            statements.push(format!("ALTER SCHEMA plain_outbox OWNER TO {role}"));
        } else if !self.has_schema && self.has_pgmq && !self.may_create_schemas {
            statements.push(format!("CREATE SCHEMA plain_outbox AUTHORIZATION {role}"));
        }
        statements
    }
}

#[cfg(test)]
mod tests {
    use super::InstallFacts;

    fn owner() -> InstallFacts {
        InstallFacts {
            role: "app".to_owned(),
            database: "\"Shop\"".to_owned(),
            server_version: 150_018,
            may_create_schemas: true,
            has_pgmq_schema: false,
            has_pgmq: false,
            has_queue: false,
            may_create_queue: false,
            may_register_queue: false,
            has_schema: false,
            owns_schema: false,
        }
    }

    /// pgmq was installed by somebody else, and the role has no privileges.
    fn guest() -> InstallFacts {
        InstallFacts {
            may_create_schemas: false,
            has_pgmq_schema: true,
            has_pgmq: true,
            ..owner()
        }
    }

    #[test]
    fn missing_privileges_are_statements_for_an_administrator() {
        assert_eq!(owner().missing_statements(), Vec::<String>::new());
        let stranger = InstallFacts {
            may_create_schemas: false,
            ..owner()
        };
        assert_eq!(
            stranger.missing_statements(),
            ["GRANT CREATE ON DATABASE \"Shop\" TO app"]
        );
        assert_eq!(
            guest().missing_statements(),
            [
                "GRANT USAGE, CREATE ON SCHEMA pgmq TO app",
                "GRANT INSERT ON pgmq.meta TO app",
                "CREATE SCHEMA plain_outbox AUTHORIZATION app",
            ]
        );
        let with_schema = InstallFacts {
            may_create_queue: true,
            may_register_queue: true,
            has_schema: true,
            ..guest()
        };
        assert_eq!(
            with_schema.missing_statements(),
            ["ALTER SCHEMA plain_outbox OWNER TO app"]
        );
        let owner_of_schema = InstallFacts {
            owns_schema: true,
            ..with_schema
        };
        assert_eq!(owner_of_schema.missing_statements(), Vec::<String>::new());
        assert!(owner_of_schema.check().is_ok());
    }

    #[test]
    fn old_servers_and_foreign_queues_are_refused() {
        let old = InstallFacts {
            server_version: 130_020,
            ..owner()
        };
        let error = old.check().unwrap_err().to_string();
        assert!(error.starts_with("PostgreSQL 13 is too old"), "{error}");
        let foreign = InstallFacts {
            has_pgmq_schema: true,
            has_pgmq: true,
            has_queue: true,
            may_create_queue: true,
            may_register_queue: true,
            ..owner()
        };
        let error = foreign.check().unwrap_err().to_string();
        assert!(error.contains("pgmq.drop_queue('plain_outbox')"), "{error}");
    }
}
