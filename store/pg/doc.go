// Package pg is the private PostgreSQL: one child server for a data directory, shared by any number of langkah
// processes. There is nothing to set up and nothing on the network: the only way in is a unix socket in a directory
// that nobody else can enter.
//
// # On disk
//
//	Dir/                 0700, owned by the user the server runs as
//	  users.lock         everybody who uses the server holds it shared; whoever gets it exclusively is the last
//	  start.lock         held exclusively while somebody looks for, makes, starts or stops the server
//	  postgres.log       the server's own log, appended; postgres.log.1 is the one before (moved at 10 MB)
//	  pgdata/            the cluster; made under the name pgdata.init and renamed when it is whole
//	  .s.PGSQL.5432      the socket
//
// Started by root, the server runs as the owner of an existing cluster, else as postgres, else as nobody. If that user
// cannot enter a parent of Dir, pgdata and the socket live in /var/lib/langkah/<hash of Dir>. A socket whose path has
// 100 bytes or more (or that a connection string cannot name) lives in /tmp/langkah-<hash of Dir>. [Server.Places]
// tells of both. A cluster stays where it was made.
//
// # Locking
//
// Open holds start.lock, takes its share of users.lock, and adopts the server that answers or starts one; Close holds
// start.lock and stops the server only if it can have users.lock for itself. So a newcomer either keeps the server alive
// by its share or waits until it is down and starts it again. The kernel drops the locks of a killed process: the
// server that it leaves behind is adopted by the next Open and stopped by the last Close. initdb inherits start.lock,
// so that one which outlives its starter keeps others away until it is gone.
//
// Nothing in pgdata is ever deleted, replaced or upgraded, whatever its state; the remains of a killed initdb
// (pgdata.init) are the only thing that is removed.
package pg
