package whatsapp

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waCompanionReg"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/store/sqlstore"

	"langkah/bot"
)

// Directory is what a number needs of the service's database beside the
// library's tables.
type Directory interface {
	// WhatsAppPerson is our id of a person, by phone (E.164), LID or both.
	WhatsAppPerson(ctx context.Context, phone, lid string, at time.Time) (id string, err error)
	// WhatsAppKnown is the same of whoever is known already; else "".
	WhatsAppKnown(ctx context.Context, phone, lid string) (id string, err error)
	// WhatsAppAt is where that person is reached; both "": nowhere.
	WhatsAppAt(ctx context.Context, id string) (phone, lid string, err error)
	// Sent is the row of the ledger that carries an id.
	Sent(ctx context.Context, of bot.Account, externalID string) (out bot.Outbound, found bool, err error)
	// PhoneSeen notes when the phone of a number was on the net; PhoneSeenAt is
	// when that was. Zero: never.
	PhoneSeen(ctx context.Context, of bot.Account, at time.Time) error
	PhoneSeenAt(ctx context.Context, of bot.Account) (time.Time, error)
}

// Config is what numbers need. DB, People, Now and Log are required.
type Config struct {
	DB     *sql.DB // the library's tables, brought forward by Upgrade
	People Directory
	Now    func() time.Time // machine time
	Log    zerolog.Logger

	// Rate is the pace of notices and broadcasts of one number, messages a
	// second; 0: five a minute. A number that says more unasked is soon barred.
	Rate float64

	// Budget is of the talks that each number may begin; nil: any number.
	Budget *Budget

	// Server is the host:port of a play WhatsApp on this machine; "": WhatsApp
	// itself. Root is the key that vouches for it.
	Server string
	Root   [32]byte
}

const bulkRate = 5.0 / 60

// Devices are the numbers that are linked in a database.
type Devices struct {
	cfg  Config
	http *http.Client // nil: the library's own
}

// Upgrade brings the library's tables forward.
func Upgrade(ctx context.Context, db *sql.DB) error {
	if err := sqlstore.NewWithDB(db, dialect, nil).Upgrade(ctx); err != nil {
		return fmt.Errorf("upgrade the tables of whatsmeow: %w", err)
	}
	return nil
}

const dialect = "pgx"

// rooted: whom the library trusts is the process's.
var rooted sync.Mutex

// Open makes the numbers of a database; it calls nobody yet. A process speaks
// with one WhatsApp, the real one or a play one.
func Open(cfg Config) (*Devices, error) {
	cfg.Rate = cmp.Or(cfg.Rate, bulkRate)
	d := &Devices{cfg: cfg}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = loginWait
	d.http = &http.Client{Transport: t}
	if cfg.Server == "" {
		return d, nil
	}
	host, _, err := net.SplitHostPort(cfg.Server)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, errors.New("read the address of the play WhatsApp: it is not of the form 127.0.0.1:port")
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, cfg.Server)
	}
	t.Proxy, t.DialContext, t.DialTLSContext = nil, dial, dial // nothing leaves this machine
	rooted.Lock()
	defer rooted.Unlock()
	if whatsmeow.WACertPubKey != cfg.Root {
		whatsmeow.WACertPubKey = cfg.Root
	}
	return d, nil
}

// What the phone shows in its list of linked devices is the process's, too.
var _ = func() bool {
	store.SetOSInfo("Langkah", [3]uint32{1, 0, 0})
	store.DeviceProps.PlatformType = waCompanionReg.DeviceProps_DESKTOP.Enum()
	return true
}()

func (d *Devices) container() *sqlstore.Container {
	return sqlstore.NewWithDB(d.cfg.DB, dialect, newLibraryLog(d.cfg.Log))
}

// Numbers are those that are linked, by their digits.
func (d *Devices) Numbers(ctx context.Context) ([]string, error) {
	list, err := d.container().GetAllDevices(ctx)
	if err != nil {
		return nil, fmt.Errorf("read linked numbers: %w", err)
	}
	var numbers []string
	for _, one := range list {
		numbers = append(numbers, one.ID.User)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

// device is the newest of a number; nil: it is not linked. Each time it comes
// from tables that remember nothing: another replica may have had the number.
func (d *Devices) device(ctx context.Context, number string) (newest *store.Device, others []*store.Device, err error) {
	list, err := d.container().GetAllDevices(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read linked number: %w", err)
	}
	list = slices.DeleteFunc(list, func(one *store.Device) bool { return one.ID.User != number })
	if len(list) == 0 {
		return nil, nil, nil
	}
	slices.SortFunc(list, func(a, b *store.Device) int { return cmp.Compare(b.ID.Device, a.ID.Device) })
	return list[0], list[1:], nil
}

// client is the library for a device. It does not connect again by itself: who
// asks for it decides that, and when.
func (d *Devices) client(of *store.Device, handle func(any) bool) *whatsmeow.Client {
	cli := whatsmeow.NewClient(of, newLibraryLog(d.cfg.Log))
	cli.SetWebsocketHTTPClient(d.http)
	cli.SetPreLoginHTTPClient(d.http)
	cli.SetMediaHTTPClient(d.http)
	cli.EnableAutoReconnect = false
	cli.SynchronousAck = true
	cli.EnableDecryptedEventBuffer = true
	cli.SetForceActiveDeliveryReceipts(true) // two ticks, whether we are "online" or not
	cli.AddEventHandlerWithSuccessStatus(handle)
	return cli
}

// detached is a context for the library: it outlives what asked for it, and
// takes no log with it.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(zerolog.Nop().WithContext(context.WithoutCancel(ctx)))
}
