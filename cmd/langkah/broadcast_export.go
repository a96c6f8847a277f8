package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/store"
)

type broadcastExportCommand struct {
	oneBroadcast
	File string `help:"Where to write it; without it to the terminal. It holds names: keep it to yourself." placeholder:"FILE"`
}

var exportHead = []string{"number", "name", "channel", "state", "reason", "written", "sent", "delivered", "read"}

// Run writes a table of a broadcast. Who asked for it is audited.
func (c broadcastExportCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		who, err := c.who(s, st)
		if err != nil {
			return err
		}
		if c.File == "" {
			_, err = exportTo(s, st, s.out, c.Code, who)
			return err
		}
		n, err := intoFile(c.File, func(out io.Writer) (int, error) { return exportTo(s, st, out, c.Code, who) })
		if err == nil {
			fmt.Fprintf(s.out, "%d rows in %s\n", n, c.File)
		}
		return err
	})
}

// intoFile writes a new file: none is written over, and half of one does not stay.
func intoFile(name string, write func(io.Writer) (int, error)) (n int, err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return 0, fmt.Errorf("export: %s is there already: name another file, or remove it", name)
	case err != nil:
		return 0, fmt.Errorf("export: %w", err)
	}
	n, err = write(f)
	if err = errors.Join(err, f.Close()); err != nil {
		err = errors.Join(err, os.Remove(name))
	}
	return n, err
}

func exportTo(s *surroundings, st *store.Store, out io.Writer, code string, who store.Who) (n int, err error) {
	w, err := files.NewTable(out)
	if err != nil {
		return 0, err
	}
	if err := w.Write(exportHead); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	err = st.ExportBroadcast(s.ctx, code, who, s.clock()(), func(r store.BroadcastRow) error {
		n++
		return w.Write([]string{r.Number, files.Plain(r.Name), r.Channel, r.State, r.Reason, hour(r.Written), hour(r.Sent), hour(r.Delivered), hour(r.Read)})
	})
	if err != nil {
		return n, err
	}
	w.Flush()
	return n, w.Error()
}

// hour is a time of Jakarta as spreadsheets read it.
func hour(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(bot.WIB).Format(time.DateTime)
}
