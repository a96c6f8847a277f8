package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"langkah/flows/region"
	"langkah/store"
)

// centreCommand is what operators do for the centres of the 44 kecamatan.
type centreCommand struct {
	QR centreQRCommand `cmd:"" name:"qr" help:"Print the links by which a centre's people write to us first, or draw them as QR codes. What they write carries the centre's code: they are asked whether they live there."`
}

type centreQRCommand struct {
	Kecamatan []string `arg:"" optional:"" help:"The kecamatan, by name or code (tebet, 31.74.01); all 44 if none is named."`
	Out       string   `placeholder:"DIR" help:"Draw them into this directory: a page for each centre to be printed (index.html), and the codes as pictures."`
	Number    string   `placeholder:"62812…" help:"The linked WhatsApp number that people shall write to. Without it the centres are shared out among all that are linked, always in the same order."`
	JSON      bool     `name:"json" help:"Print the links as a JSON array."`
}

// Run prints the links, and draws them if there is a directory.
func (c centreQRCommand) Run(s *surroundings) error {
	places, err := kecamatanOf(c.Kecamatan)
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		doors, err := c.doors(s, st, places)
		if err != nil {
			return err
		}
		if c.Out != "" {
			if err := draw(c.Out, doors); err != nil {
				return fmt.Errorf("draw the codes: %w", err)
			}
		}
		switch {
		case c.JSON:
			w := json.NewEncoder(s.out)
			w.SetEscapeHTML(false)
			w.SetIndent("", "  ")
			return w.Encode(doors)
		case c.Out != "":
			_, err = fmt.Fprintf(s.out, "%d centres: print %s/index.html, a page for each; the codes are beside it as pictures\n", len(doors), strings.TrimRight(c.Out, "/"))
			return err
		}
		return printDoors(s.out, doors)
	})
}

var errNoWay = errors.New("nobody can write to us yet: link a WhatsApp number (langkah whatsapp link), or set TELEGRAM_TOKEN to a bot's token")

// doors are the links of each place.
func (c centreQRCommand) doors(s *surroundings, st *store.Store, places []region.Kecamatan) ([]doorway, error) {
	numbers, err := c.numbers(s, st)
	if err != nil {
		return nil, err
	}
	username := ""
	if s.config.TelegramToken != "" {
		status, err := statusOf(s)
		if err != nil {
			return nil, fmt.Errorf("ask Telegram who our bot is: %w", err)
		}
		username = status.Username
	}
	switch {
	case len(numbers) == 0 && username == "":
		return nil, errNoWay
	case len(numbers) == 0:
		fmt.Fprintln(s.err, "no WhatsApp number is linked (langkah whatsapp link): these are for Telegram alone")
	}
	centres, err := st.Centres(s.ctx)
	if err != nil {
		return nil, err
	}
	return doorways(places, share(numbers), username, centres)
}

// numbers are those that people can write to, in a lasting order.
func (c centreQRCommand) numbers(s *surroundings, st *store.Store) ([]string, error) {
	all, err := numbersOf(s.ctx, st)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, n := range all {
		if !lost(n) {
			list = append(list, n.Name)
		}
	}
	if c.Number == "" {
		return list, nil
	}
	wanted, err := asDigits(c.Number)
	if err != nil {
		return nil, err
	}
	for _, n := range list {
		if n == wanted {
			return []string{n}, nil
		}
	}
	return nil, fmt.Errorf("%s is not linked, or lost: nobody would be answered there; langkah whatsapp status lists the numbers", wanted)
}

func printDoors(out io.Writer, doors []doorway) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, d := range doors {
		for _, link := range []string{d.WhatsApp, d.Telegram} {
			if link != "" {
				fmt.Fprintf(w, "%s\t%s\t%s\n", d.Code, d.Kecamatan, link)
			}
		}
	}
	return w.Flush()
}
