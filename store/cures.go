package store

// Statements for a person with psql, as the doctor's cures name them.
const (
	// CureScratch drops what killed scripts left; not while a script runs.
	CureScratch = `select format('drop database %I', datname) from pg_database where datname like 'scratch\_%' \gexec`
	// CureAside has a message tried again; with the state done it is let be.
	CureAside = `update inbox set state = 'pending', tries = 0 where state = 'quarantined' and id = …`
	// ListDoubt shows which bubbles may or may not have arrived, and of which broadcast they are.
	ListDoubt = `select o.id, o.channel, o.created_at, b.code from outbox o left join broadcasts b on b.id = o.broadcast_id where o.state = 'unknown'`
	// CureDoubt has a bubble sent again; with the state skipped it is let be. A
	// broadcast may be over: its own command sends it again.
	CureDoubt = `update outbox set state = 'queued', tries = 0 where state = 'unknown' and broadcast_id is null and id = …`
)
