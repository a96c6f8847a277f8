package whatsapp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
)

// Step is what whoever links a number is to see: one of its fields. All but the
// last two let whoever has them into the account: they belong on a screen, not
// into a log.
type Step struct {
	QR      string    // scan this on the phone: Settings, Linked devices
	Code    string    // or type this there, after "Link with phone number"
	Until   time.Time // machine time: QR and Code are of use until then
	Confirm string    // the phone must show the same
	Number  string    // the phone has agreed: its number
}

// How a number is to be linked.
type How struct {
	// Phone is the number, in digits, for a pairing code; "": by QR codes.
	Phone string
	// Show is told each step.
	Show func(Step)
	// Admit is asked before the phone is answered; an error refuses the number.
	// nil: any.
	Admit func(number string) error
	// Passkey answers WhatsApp's request for a passkey, which it makes of some
	// accounts: PublicKeyCredentialRequestOptions in, the authenticator's
	// answer out, as WebAuthn has them in JSON. nil: such an account cannot be
	// linked.
	Passkey func(ctx context.Context, request json.RawMessage) (response json.RawMessage, err error)
	// Same is asked whether the phone shows what Confirm said. nil: it does.
	Same func(ctx context.Context) bool
}

// How linking fails.
var (
	ErrLate     = errors.New("nobody scanned the code or typed it in time")
	ErrOutdated = errors.New("WhatsApp takes no program of this version any more: install the newest langkah")
	ErrPasskey  = errors.New("WhatsApp asks for a passkey of this account, and there is nobody to give it")
	ErrDiffers  = errors.New("the phone shows another code")
)

// As WhatsApp's own programs show their codes.
const (
	firstCode = 60 * time.Second
	laterCode = 20 * time.Second
	allCodes  = firstCode + 5*laterCode

	passkeyWait = 3 * time.Minute // from one step of a passkey to the next
)

// Link links a number to this database and returns its digits, once WhatsApp
// has let the new device in. An earlier device of the number is forgotten here.
func (d *Devices) Link(ctx context.Context, how How) (number string, err error) {
	l := &linking{Devices: d, How: how, happened: make(chan any, 64)}
	var done context.CancelFunc
	l.ctx, done = detached(ctx)
	defer done()
	device := d.container().NewDevice()
	l.cli = d.client(device, l.handle)
	l.cli.PrePairCallback = l.admit
	defer l.cli.Disconnect()
	if err := l.cli.ConnectContext(l.ctx); err != nil {
		return "", fmt.Errorf("reach WhatsApp: %w", bare(err))
	}
	if err := l.pair(ctx); err != nil {
		return "", err
	}
	if err := l.enter(ctx); err != nil {
		return "", err
	}
	linked := *device.ID
	return linked.User, d.drop(ctx, func(old types.JID) bool { return old.User == linked.User && old != linked })
}

// linking is one go at it.
type linking struct {
	*Devices
	How
	ctx      context.Context // the library's
	cli      *whatsmeow.Client
	happened chan any

	mu      sync.Mutex
	refused error // why the number was not admitted
}

// handle keeps no message: it comes again to whoever serves the number.
func (l *linking) handle(event any) bool {
	switch e := event.(type) {
	case *events.Message:
		in, _ := convert(e)
		return in.Kind == ""
	case *events.Receipt:
		return false
	}
	select {
	case l.happened <- event:
	default:
	}
	return true
}

func (l *linking) admit(jid types.JID, _, _ string) bool {
	if l.Admit == nil {
		return true
	}
	err := l.Admit(jid.User)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused = err
	return err == nil
}

func (l *linking) show(s Step) {
	if l.Show != nil {
		l.Show(s)
	}
}

// pair shows codes until the phone has agreed.
func (l *linking) pair(ctx context.Context) error {
	var codes []string
	next := time.NewTimer(loginWait) // for the first ones
	defer next.Stop()
	wait := firstCode
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-next.C:
			if len(codes) == 0 {
				return ErrLate
			}
			l.show(Step{QR: codes[0], Until: l.cfg.Now().Add(wait)})
			codes = codes[1:]
			next.Reset(wait)
			wait = laterCode
		case event := <-l.happened:
			switch e := event.(type) {
			case *events.QR:
				if l.Phone != "" {
					if err := l.code(ctx); err != nil {
						return err
					}
					next.Reset(allCodes)
					continue
				}
				codes = e.Codes
				next.Reset(0)
			case *events.PairSuccess:
				l.show(Step{Number: e.ID.User})
				return nil
			default:
				if err := l.step(ctx, e); err != nil {
					return err
				}
				switch event.(type) {
				case *events.PairPasskeyRequest, *events.PairPasskeyConfirmation: // the codes have done their part
					codes = nil
					next.Reset(passkeyWait)
				}
			}
		}
	}
}

// code asks for a pairing code and shows it.
func (l *linking) code(ctx context.Context) error {
	until := l.cfg.Now().Add(allCodes)
	code, err := l.cli.PairPhone(ctx, l.Phone, true, whatsmeow.PairClientChrome, "Chrome (Linux)")
	if err != nil {
		return fmt.Errorf("ask for a pairing code: %w", err)
	}
	l.show(Step{Code: code, Until: until})
	return nil
}

// step takes what else happens until the phone has agreed.
func (l *linking) step(ctx context.Context, event any) error {
	switch e := event.(type) {
	case *events.PairError:
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.refused != nil {
			return l.refused
		}
		return fmt.Errorf("pair with the phone: %w", e.Error)
	case *events.PairPasskeyRequest:
		return l.passkey(ctx, e)
	case *events.PairPasskeyError:
		return fmt.Errorf("pair with a passkey: %w", e.Error)
	case *events.PairPasskeyConfirmation:
		if !e.SkipHandoffUX {
			l.show(Step{Confirm: e.Code})
			if l.Same != nil && !l.Same(ctx) {
				return ErrDiffers
			}
		}
		if err := l.cli.SendPasskeyConfirmation(ctx); err != nil {
			return fmt.Errorf("pair with a passkey: %w", err)
		}
	case *events.ClientOutdated:
		return ErrOutdated
	case *events.Disconnected:
		return ErrLate
	case *events.ConnectFailure:
		return fmt.Errorf("reach WhatsApp: it refuses with %d", e.Reason)
	case *events.TemporaryBan, *events.LoggedOut:
		return fmt.Errorf("reach WhatsApp: %s", e.(events.PermanentDisconnect).PermanentDisconnectDescription())
	}
	return nil
}

func (l *linking) passkey(ctx context.Context, e *events.PairPasskeyRequest) error {
	if l.Passkey == nil {
		return ErrPasskey
	}
	request, err := json.Marshal(e.PublicKey)
	if err != nil {
		return fmt.Errorf("read a passkey request: %w", err)
	}
	raw, err := l.Passkey(ctx, request)
	if err != nil {
		return fmt.Errorf("give a passkey: %w", err)
	}
	var response types.WebAuthnResponse
	if err := json.Unmarshal(raw, &response); err != nil {
		return fmt.Errorf("read what the authenticator answered: %w", err)
	}
	if err := l.cli.SendPasskeyResponse(ctx, &response); err != nil {
		return fmt.Errorf("give a passkey: %w", err)
	}
	return nil
}

// enter waits until WhatsApp has let the new device in. The word that it must
// log in anew may be lost with the connection: then it does so all the same.
func (l *linking) enter(ctx context.Context) error {
	watch := time.NewTicker(enterWatch)
	defer watch.Stop()
	for tries := 0; ; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-watch.C:
			if tries++; tries > enterTries {
				return errLogin
			}
			if !l.cli.IsConnected() {
				if err := l.cli.ConnectContext(l.ctx); err != nil && tries == enterTries {
					return fmt.Errorf("log in for the first time: %w", bare(err))
				}
			}
		case event := <-l.happened:
			switch event.(type) {
			case *events.Connected, *events.StreamReplaced: // who serves the number may be there before us
				return nil
			case *events.LoggedOut:
				return ErrNotLinked
			case *events.ClientOutdated, *events.TemporaryBan, *events.ConnectFailure:
				return fmt.Errorf("log in for the first time: %s", event.(events.PermanentDisconnect).PermanentDisconnectDescription())
			}
		}
	}
}

const (
	enterWatch = 3 * time.Second
	enterTries = 10
)
