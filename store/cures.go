package store

// Statements for a person with psql, as the doctor's cures name them.
const (
	// CureScratch drops what killed scripts left; not while a script runs.
	CureScratch = `select format('drop database %I', datname) from pg_database where datname like 'scratch\_%' \gexec`
	// CureDoubt has a bubble sent again; with the state skipped it is let be.
	CureDoubt = `update outbox set state = 'queued', tries = 0 where state = 'unknown' and id = …`
)
