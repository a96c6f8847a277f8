package whatsapp

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"syscall"

	"github.com/rs/zerolog"
	"go.mau.fi/libsignal/logger"
	"go.mau.fi/whatsmeow"
	waLog "go.mau.fi/whatsmeow/util/log"
)

// library writes down what the library says without what it says it of: phones,
// keys and whole stanzas are among its arguments.
type library struct {
	log    zerolog.Logger
	module string
}

func newLibraryLog(log zerolog.Logger) waLog.Logger { return library{log, "client"} }

var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)

func (l library) say(level zerolog.Level, words string, args []any) {
	e := l.log.WithLevel(level).Str("module", l.module)
	for _, a := range args {
		if err, ok := a.(error); ok && err != nil {
			e = e.Str("err", bare(err).Error())
		}
	}
	e.Msg(verb.ReplaceAllLiteralString(words, "…"))
}

// The library warns of much that mends itself.

func (l library) Errorf(words string, args ...any) { l.say(zerolog.WarnLevel, words, args) }
func (l library) Warnf(words string, args ...any)  { l.say(zerolog.DebugLevel, words, args) }
func (l library) Infof(words string, args ...any)  { l.say(zerolog.DebugLevel, words, args) }
func (l library) Debugf(string, ...any)            {} // each stanza, in both directions
func (l library) Sub(module string) waLog.Logger   { return library{l.log, module} }

// signal is the log of the library for encryption, which is the process's. What
// it meets comes to us as an error, too.
type signal struct{}

func (signal) Debug(string, string)   {}
func (signal) Info(string, string)    {}
func (signal) Warning(string, string) {}
func (signal) Error(string, string)   {}
func (signal) Configure(string)       {}

var _ = func() bool {
	var silent logger.Loggable = signal{}
	logger.Setup(&silent)
	return true
}()

// bare is an error of the library without its words, which name people: what is
// at its bottom, in words only where those are nobody's.
func bare(err error) error {
	last := err
	for next := errors.Unwrap(last); next != nil; next = errors.Unwrap(last) {
		last = next
	}
	words := fmt.Sprintf("%T", last)
	var network *net.OpError
	var errno syscall.Errno
	if errors.As(err, &network) || errors.As(err, &errno) {
		words = last.Error()
	}
	for _, known := range []error{whatsmeow.ErrNotConnected, whatsmeow.ErrNotLoggedIn, whatsmeow.ErrMessageTimedOut, whatsmeow.ErrIQTimedOut, whatsmeow.ErrIQRateOverLimit,
		whatsmeow.ErrNoSession, whatsmeow.ErrMediaDownloadFailedWith404, whatsmeow.ErrMediaDownloadFailedWith410, whatsmeow.ErrInvalidMediaHMAC, errStore} {
		if errors.Is(err, known) {
			words = known.Error()
		}
	}
	return &bareError{err, words}
}

type bareError struct {
	err   error
	words string
}

func (e *bareError) Error() string { return e.words }
func (e *bareError) Unwrap() error { return e.err }
