package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates/web"
)

type broadcastExportCommand struct {
	oneBroadcast
	File string `help:"Where to write it; without it to the terminal. It holds names: keep it to yourself." placeholder:"FILE"`
}

var exportHead = []string{"number", "name", "channel", "state", "reason", "written", "sent", "delivered", "read"}

// Run writes a table of a broadcast. Who asked for it is audited.
func (c broadcastExportCommand) Run(s *surroundings) error {
	return c.write(s, c.File, func(st *store.Store, who store.Who, out io.Writer) (int, error) {
		return c.to(s, st, who, out)
	})
}

// write writes a table to a new file, or to the terminal.
func (o oneBroadcast) write(s *surroundings, file string, table func(*store.Store, store.Who, io.Writer) (int, error)) error {
	return withStore(s, func(st *store.Store) error {
		who, err := o.who(s, st)
		if err != nil {
			return err
		}
		if file == "" {
			_, err = table(st, who, s.out)
			return err
		}
		n, err := intoFile(file, func(out io.Writer) (int, error) { return table(st, who, out) })
		if err == nil {
			fmt.Fprintf(s.out, "%d rows in %s\n", n, file)
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

func (c broadcastExportCommand) to(s *surroundings, st *store.Store, who store.Who, out io.Writer) (n int, err error) {
	rows := func(see func(store.BroadcastRow) error) error {
		return st.ExportBroadcast(s.ctx, c.Code, who, s.clock()(), see)
	}
	if c.JSON {
		return inLines(out, func(write func(any) error) error {
			return rows(func(r store.BroadcastRow) error { return write(rowAsJSON(r)) })
		})
	}
	return tabled(out, exportHead, func(write func(...string) error) error {
		return rows(func(r store.BroadcastRow) error {
			return write(r.Number, files.Plain(r.Name), r.Channel, r.State, r.Reason, hour(r.Written), hour(r.Sent), hour(r.Delivered), hour(r.Read))
		})
	})
}

type broadcastRowJSON struct {
	Number    string     `json:"number"`
	Name      string     `json:"name"`
	Channel   string     `json:"channel"`
	State     string     `json:"state"`
	Reason    string     `json:"reason,omitempty"`
	Written   time.Time  `json:"written_at"`
	Sent      *time.Time `json:"sent_at,omitempty"`
	Delivered *time.Time `json:"delivered_at,omitempty"`
	Read      *time.Time `json:"read_at,omitempty"`
}

func rowAsJSON(r store.BroadcastRow) broadcastRowJSON {
	return broadcastRowJSON{r.Number, r.Name, r.Channel, r.State, r.Reason, r.Written.In(bot.WIB), asWIB(r.Sent), asWIB(r.Delivered), asWIB(r.Read)}
}

// inLines writes a list for other programs, a line each, and counts them: there may be
// hundreds of thousands.
func inLines(out io.Writer, rows func(write func(any) error) error) (n int, err error) {
	w, before := bufio.NewWriter(out), "["
	err = rows(func(v any) error {
		raw, err := json.Marshal(v)
		if err == nil {
			_, err = fmt.Fprintf(w, "%s\n%s", before, raw)
			n, before = n+1, ","
		}
		return err
	})
	switch {
	case err != nil:
		return n, err
	case n == 0:
		fmt.Fprintln(w, "[]")
	default:
		fmt.Fprintln(w, "\n]")
	}
	return n, w.Flush()
}

// tabled writes a table with a head, and counts its rows. Nothing is written before the
// first row is there: what cannot be exported leaves no half of a table.
func tabled(out io.Writer, head []string, rows func(write func(...string) error) error) (n int, err error) {
	var w *csv.Writer
	begin := func() (err error) {
		if w != nil {
			return nil
		}
		if w, err = files.NewTable(out); err == nil {
			err = w.Write(head)
		}
		return err
	}
	err = rows(func(cells ...string) error {
		if err := begin(); err != nil {
			return err
		}
		n++
		return w.Write(cells)
	})
	if err == nil {
		err = begin()
	}
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

type broadcastCallsCommand struct {
	oneBroadcast
	File string `help:"Where to write it; without it to the terminal. It holds names and phones: keep it to yourself." placeholder:"FILE"`
}

type uncalledJSON struct {
	Number    string `json:"number"`
	Name      string `json:"name"`
	Phone     string `json:"phone"` // E.164
	Kecamatan string `json:"kecamatan_code"`
}

// Run writes a table of whom to call: who is meant, and reached by no chat. Who asked
// for it is audited.
func (c broadcastCallsCommand) Run(s *surroundings) error {
	return c.write(s, c.File, func(st *store.Store, who store.Who, out io.Writer) (int, error) {
		list, err := st.CallsForBroadcast(s.ctx, c.Code, way(), who, s.clock()())
		if err != nil {
			return 0, err
		}
		if c.JSON {
			return len(list), indented(out, each(list, func(p store.Uncalled) uncalledJSON {
				return uncalledJSON{p.Number, p.Name, p.Phone, p.Kecamatan}
			}))
		}
		return tabled(out, []string{"number", "name", "phone", "kecamatan"}, func(write func(...string) error) error {
			for _, p := range list {
				if err := write(p.Number, files.Plain(p.Name), web.Dial(strings.TrimPrefix(p.Phone, "+")), region.KecamatanName(p.Kecamatan)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}
