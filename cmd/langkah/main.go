// Langkah is the chat service of Jakarta's entrepreneurship programme: one
// program, one PostgreSQL.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"langkah/cmd/langkah/demo"
	"langkah/store"
)

// version is set when a release is built.
var version = "dev"

// commands are what `langkah` can be told to do.
type commands struct {
	Serve      serveCommand      `cmd:"" help:"Run the service."`
	Chat       chatCommand       `cmd:"" help:"Talk to the service in this terminal, or play a conversation script."`
	Demo       demoCommand       `cmd:"" help:"Fill the database with a made-up city, to try the service in."`
	Explain    explainCommand    `cmd:"" help:"Tell what a person is due to be told, what they were told, and why not."`
	Staff      staffCommand      `cmd:"" help:"Those who work for the programme: who they are, what they may do, what they did."`
	Training   trainingCommand   `cmd:"" help:"Classes: bring them in, list, show, move, cancel, and note who came."`
	Stages     stagesCommand     `cmd:"" help:"Look whether every member has exactly one next step, and mend it where not."`
	Papers     papersCommand     `cmd:"" help:"Papers that members noted and nobody has looked at: list, confirm, return."`
	Event      eventCommand      `cmd:"" help:"Bazaars and fairs: bring them in, list, show, move and cancel them."`
	Broadcast  broadcastCommand  `cmd:"" help:"Announcements to many: make, look, try out, approve, start, hold, and see what became of them."`
	Calls      callsCommand      `cmd:"" help:"Whom the pendamping are to call, since no message may reach them."`
	Handoffs   handoffsCommand   `cmd:"" help:"Who talks with staff, and who waits for an answer."`
	Visits     visitsCommand     `cmd:"" help:"Visits to the pendamping at the centres."`
	Report     reportCommand     `cmd:"" help:"The programme in figures: members, steps, classes, papers, by day of Jakarta and by place."`
	Unlink     unlinkCommand     `cmd:"" help:"Part a person's chats that were linked by mistake; the latest link first."`
	Understand understandCommand `cmd:"" help:"Read a table kind,input and write it with what was understood."`
	Centre     centreCommand     `cmd:"" help:"Links and QR codes for the centres' walls, by which people write to us first."`
	Telegram   telegramCommand   `cmd:"" help:"Look after our Telegram bot."`
	WhatsApp   whatsappCommand   `cmd:"" name:"whatsapp" help:"Link our WhatsApp numbers, and look after them."`
	Flows      flowsCommand      `cmd:"" help:"Draw the conversations as Mermaid diagrams."`
	Config     configCommand     `cmd:"" help:"Show the settings, where they come from and what they mean."`
	Doctor     doctorCommand     `cmd:"" help:"Check this installation and say what to do about what is wrong."`

	Version kong.VersionFlag `help:"Print the version."`
}

// doing is one of them, with its flags.
type doing interface{ Run(*surroundings) error }

// exit is an exit status that has said all it has to say.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// surroundings are what a command may touch beside its own flags.
type surroundings struct {
	ctx      context.Context
	config   config
	in       io.Reader
	out, err io.Writer

	// A conversation script lends its commands its own database and clock.
	store *store.Store
	now   func() time.Time
}

// clock is people's time.
func (s *surroundings) clock() func() time.Time {
	if s.now != nil {
		return s.now
	}
	return wallClock
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	cfg, err := readConfig()
	if err != nil {
		fmt.Fprintln(os.Stderr, "langkah:", err)
		os.Exit(2)
	}
	code := run(&surroundings{ctx: ctx, config: cfg, in: os.Stdin, out: os.Stdout, err: os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run carries a command line out and returns its exit status.
func run(s *surroundings, args []string) int {
	var c commands
	code := -1
	parser, err := kong.New(&c, kong.Name("langkah"), kong.UsageOnError(), kong.Vars{"version": version, "usual": strconv.Itoa(demo.Usual)},
		kong.Description("The chat service of Jakpreneur, Jakarta's entrepreneurship programme."),
		kong.Writers(s.out, s.err), kong.Exit(func(n int) { code = n }))
	if err != nil {
		fmt.Fprintln(s.err, "langkah:", err)
		return 2
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err := parser.Parse(args)
	if code >= 0 { // --help and --version have answered
		return code
	}
	if err == nil {
		err = hollow(chosen)
	}
	if err != nil {
		fmt.Fprintln(s.err, "langkah:", usage(err))
		return 2
	}
	err = chosen.Selected().Target.Addr().Interface().(doing).Run(s) // by itself: a service has no use for the tree of all
	var e exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &e):
		return int(e)
	}
	fmt.Fprintln(s.err, "langkah:", err)
	return 1
}
