package main

import (
	"context"
	"encoding/hex"
	"errors"
	"net"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// checkWhatsApp says early what can never work. The play WhatsApp is for trying
// only: no other address than one of this machine is taken for WhatsApp.
func checkWhatsApp(c config) error {
	_, err := whatsappRoot(c)
	switch {
	case c.WhatsAppRate <= 0 || c.WhatsAppRate > 60:
		return errors.New("read WHATSAPP_RATE: it must be above 0 and at most 60 messages a minute")
	case c.WhatsAppChats < 0 || c.WhatsAppChats > 10_000:
		return errors.New("read WHATSAPP_NEW_CHATS: it must be at least 0 and at most 10000 talks a day")
	case c.WhatsAppWarmup < 0 || c.WhatsAppWarmup > 365:
		return errors.New("read WHATSAPP_WARMUP: it must be at least 0 and at most 365 days")
	case c.WhatsAppServer != "" && !onThisMachine(c.WhatsAppServer):
		return errors.New("read WHATSAPP_SERVER: a play WhatsApp is only taken on this machine, as 127.0.0.1:8093")
	case (c.WhatsAppServer == "") != (c.WhatsAppRoot == ""):
		return errors.New("read WHATSAPP_SERVER: a play WhatsApp needs both WHATSAPP_SERVER and WHATSAPP_ROOT")
	}
	return err
}

func onThisMachine(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host) // a name could lead elsewhere
	return err == nil && ip != nil && ip.IsLoopback()
}

func whatsappRoot(c config) (root [32]byte, err error) {
	raw, err := hex.DecodeString(c.WhatsAppRoot)
	if err != nil || len(raw) != len(root) && len(raw) != 0 {
		return root, errors.New("read WHATSAPP_ROOT: it must be 64 hexadecimal digits")
	}
	copy(root[:], raw)
	return root, nil
}

// onWhatsApp are the linked numbers of a database; close ends what it opened.
func onWhatsApp(ctx context.Context, c config, st *store.Store, log zerolog.Logger) (devices *whatsapp.Devices, done func(), err error) {
	root, err := whatsappRoot(c)
	if err != nil {
		return nil, nil, err
	}
	db, err := st.Devices(ctx, whatsapp.Upgrade)
	if err != nil {
		return nil, nil, err
	}
	devices, err = whatsapp.Open(whatsapp.Config{
		DB: db, People: st, Now: machineClock, Log: log, Rate: c.WhatsAppRate / 60, Server: c.WhatsAppServer, Root: root,
		Budget: &whatsapp.Budget{NewChats: c.WhatsAppChats, Warmup: c.WhatsAppWarmup},
	})
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return devices, func() { db.Close() }, nil
}

// ofNumber is the account of a number, by its digits.
func ofNumber(number string) bot.Account { return bot.Account{Channel: "whatsapp", Name: number} }
