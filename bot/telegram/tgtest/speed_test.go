package tgtest

import (
	"bufio"
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

// BenchmarkSend is sends a second to 2,000 people, over 32 connections that
// cost as little as they can.
func BenchmarkSend(b *testing.B) {
	s := New(Options{Keep: 20})
	defer s.Close()
	var ids []int64
	for i := range 2000 {
		ids = append(ids, s.Person(fmt.Sprint("orang ", i)).Met().ID())
	}
	var n atomic.Int64
	var all sync.WaitGroup
	before := spent()
	b.ResetTimer()
	for range 32 {
		all.Go(func() {
			conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
			if err != nil {
				b.Error(err)
				return
			}
			defer conn.Close()
			in := bufio.NewReader(conn)
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				body := fmt.Sprintf(`chat_id=%d&text=Baik%%2C+usahanya+di+kelurahan+mana%%3F+%d&reply_markup=%%7B%%22inline_keyboard%%22%%3A%%5B%%5B%%7B%%22text%%22%%3A%%22Ya%%22%%2C%%22callback_data%%22%%3A%%22y%%22%%7D%%5D%%5D%%7D`, ids[i%2000], i)
				fmt.Fprintf(conn, "POST /bot%s/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", s.Token(), len(body), body)
				resp, err := http.ReadResponse(in, nil)
				if err != nil || resp.StatusCode != 200 {
					b.Error(err, resp)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sends/s")
	b.ReportMetric(float64(spent()-before)/float64(b.N), "cpu-ns/send")
}
