package store

// Statements for a person with psql, as the doctor's cures name them.
const (
	// CureScratch drops what killed scripts left; not while a script runs.
	CureScratch = `select format('drop database %I', datname) from pg_database where datname like 'scratch\_%' \gexec`
	// CureAside has a message tried again; with the state done it is let be.
	CureAside = `update inbox set state = 'pending', tries = 0 where state = 'quarantined' and id = …`
	// ListDoubt shows which bubbles may or may not have arrived.
	ListDoubt = `select id, channel, created_at from outbox where state = 'unknown'`
	// CureDoubt has a bubble sent again; with the state skipped it is let be.
	CureDoubt = `update outbox set state = 'queued', tries = 0 where state = 'unknown' and id = …`
)
