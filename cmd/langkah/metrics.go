package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"langkah/bot"
	"langkah/store"
)

// scrapers at once; more are refused, so that nobody can keep the database busy
// with counting.
const scrapers = 3

// counting is a part of the service with meters of its own: the engine, a pump.
type counting interface{ Collectors() []prometheus.Collector }

// newRegistry has all that this process reports.
func newRegistry(st *store.Store, people func() time.Time, channels []bot.Channel, parts ...counting) *prometheus.Registry {
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "langkah_build_info", Help: "1, with the release that runs.",
		ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	r := prometheus.NewRegistry()
	r.MustRegister(build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		databaseGauges{store: st, people: people}, healthGauges(channels))
	for _, p := range parts {
		r.MustRegister(p.Collectors()...)
	}
	return r
}

// doors are where the service is reached.
type doors struct {
	web     net.Listener
	metrics net.Listener // nil: on the web server, if that is private
}

// openDoors listens where the settings say. An address in use says which
// setting to change.
func openDoors(c config) (doors, error) {
	var d doors
	var err error
	if d.web, err = net.Listen("tcp", c.Listen); err != nil {
		return d, cannotListen("LANGKAH_LISTEN", c.Listen, "127.0.0.1:8090", err)
	}
	if c.Metrics == "" {
		return d, nil
	}
	if d.metrics, err = net.Listen("tcp", c.Metrics); err != nil {
		d.close()
		return d, cannotListen("LANGKAH_METRICS", c.Metrics, "127.0.0.1:9091", err)
	}
	return d, nil
}

// cannotListen names a way out where another program is on the address.
func cannotListen(setting, at, other string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("listen on %s: another program does already; choose another address, as %s=%s", at, setting, other)
	}
	return fmt.Errorf("listen on %s (%s): %w", at, setting, err)
}

func (d doors) close() {
	_ = d.web.Close()
	if d.metrics != nil {
		_ = d.metrics.Close()
	}
}

// mountMetrics shows the registry: on a door of its own, for which it returns
// the handler; else on the web server, but only where nobody else comes.
func (d doors) mountMetrics(c config, web *http.ServeMux, r *prometheus.Registry) http.Handler {
	h := promhttp.HandlerFor(r, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: scrapers})
	if d.metrics == nil {
		if private(c) {
			web.Handle("GET /metrics", h)
		}
		return nil
	}
	own := http.NewServeMux()
	own.Handle("GET /metrics", h)
	return own
}

// metricsAt is the address of the metrics; "" when they are off.
func (d doors) metricsAt(c config) string {
	switch {
	case d.metrics != nil:
		return d.metrics.Addr().String()
	case private(c):
		return d.web.Addr().String()
	}
	return ""
}

// private tells whether the web server is for this machine alone: it listens on
// loopback, and no proxy is said to stand before it.
func private(c config) bool {
	u, err := url.Parse(c.PublicURL)
	return loopback(c.Listen) && err == nil && (u.Host == "" || loopback(net.JoinHostPort(u.Hostname(), "0")))
}
