package tgtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// spent is the processor time of this process: steadier than the clock on a
// machine that others use.
func spent() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

// wire is a connection that costs as little as it can.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
	head string
}

func dial(b *testing.B, s *Server) *wire {
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		b.Fatal(err)
	}
	return &wire{conn: conn, in: bufio.NewReader(conn), head: "POST /bot" + s.Token()}
}

func (w *wire) send(chat, n int64) error {
	body := fmt.Sprintf(`chat_id=%d&text=Baik%%2C+usahanya+di+kelurahan+mana%%3F+%d&reply_markup=%%7B%%22inline_keyboard%%22%%3A%%5B%%5B%%7B%%22text%%22%%3A%%22Ya%%22%%2C%%22callback_data%%22%%3A%%22y%%22%%7D%%5D%%5D%%7D`, chat, n)
	fmt.Fprintf(w.conn, "%s/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", w.head, len(body), body)
	resp, err := http.ReadResponse(w.in, nil)
	if err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("send: %s", resp.Status)
	}
	return nil
}

const crowd, lines = 2000, 32

func report(b *testing.B, before int64, unit string) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), unit+"s/s")
	b.ReportMetric(float64(spent()-before)/float64(b.N), "cpu-ns/"+unit)
}

// BenchmarkSend is sends to 2,000 people over 32 connections; the client's cost
// is in it.
func BenchmarkSend(b *testing.B) {
	s := New(Options{Keep: 20})
	defer s.Close()
	var ids []int64
	for i := range crowd {
		ids = append(ids, s.Person(fmt.Sprint("orang ", i)).Met().ID())
	}
	var n atomic.Int64
	var all sync.WaitGroup
	before := spent()
	b.ResetTimer()
	for range lines {
		w := dial(b, s)
		defer w.conn.Close()
		all.Go(func() {
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				if err := w.send(ids[i%crowd], i); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	report(b, before, "send")
}

// BenchmarkTurn is whole turns: 2,000 people press the button of every question
// at once; a bot that does nothing else takes updates by long polls and asks
// the next one.
func BenchmarkTurn(b *testing.B) {
	s := New(Options{Keep: 20})
	defer s.Close()
	for i := range crowd {
		p := s.Person(fmt.Sprint("orang ", i))
		p.OnMessage(func(Message) { _ = p.Press("Ya") })
		p.Say("halo")
	}
	work := make(chan int64, crowd)
	var left atomic.Int64
	left.Store(int64(b.N))
	var all sync.WaitGroup
	before := spent()
	b.ResetTimer()
	for range lines {
		w := dial(b, s)
		defer w.conn.Close()
		all.Go(func() {
			for chat := range work {
				if err := w.send(chat, 0); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for offset := int64(0); left.Load() > 0; {
		resp, err := http.PostForm(s.URL()+"/bot"+s.Token()+"/getUpdates", form("offset", offset, "timeout", 10))
		if err != nil {
			b.Fatal(err)
		}
		r, _ := read(resp)
		var list []struct {
			ID      int64 `json:"update_id"`
			Message struct{ Chat struct{ ID int64 } }
			Press   struct{ From struct{ ID int64 } } `json:"callback_query"`
		}
		if err := json.Unmarshal(r.Result, &list); err != nil {
			b.Fatal(err)
		}
		for _, u := range list {
			offset = u.ID + 1
			work <- u.Message.Chat.ID + u.Press.From.ID
			left.Add(-1)
		}
	}
	b.StopTimer()
	close(work)
	all.Wait()
	report(b, before, "turn")
}
