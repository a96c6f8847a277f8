package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// newClient keeps as many connections open as there are sends in flight. It
// follows nobody elsewhere: an address holds the token.
func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:       http.ProxyFromEnvironment,
			DialContext: (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: 90 * time.Second, MaxIdleConns: 320, MaxIdleConnsPerHost: 320, ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// call makes one request and gives its result. Errors are *tgbotapi.Error,
// *statusError or *cutError; none holds the token.
func (c *Channel) call(ctx context.Context, method string, params tgbotapi.Params, longest time.Duration) (*tgbotapi.APIResponse, error) {
	return c.carry(ctx, message{method: method, params: params}, longest)
}

// carry is call with what may have a file in it.
func (c *Channel) carry(ctx context.Context, m message, longest time.Duration) (*tgbotapi.APIResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	client := doer{ctx: ctx, client: c.client, token: c.cfg.Token}
	if m.file != nil {
		client.body = newForm(m)
	}
	api := tgbotapi.BotAPI{Token: c.cfg.Token, Client: client}
	api.SetAPIEndpoint(c.cfg.API + "/bot%s/%s")
	res, err := api.MakeRequest(m.method, m.params)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", m.method, err)
	}
	return res, nil
}

// doer is the library's HTTP client for one call.
type doer struct {
	ctx    context.Context
	client *http.Client
	token  string
	body   *form // instead of the library's; nil: that
}

// Do reads the whole answer, so that the connection is used again, and what is
// no JSON keeps its status.
func (d doer) Do(req *http.Request) (*http.Response, error) {
	if d.body != nil {
		d.body.into(req)
	}
	reached := false
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { reached = true }}
	res, err := d.client.Do(req.WithContext(httptrace.WithClientTrace(d.ctx, trace)))
	if err != nil {
		return nil, &cutError{reached, d.bare(err)}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, &cutError{true, d.bare(err)}
	}
	if res.StatusCode >= http.StatusInternalServerError || len(raw) == 0 || raw[0] != '{' {
		return nil, &statusError{res.StatusCode}
	}
	res.Body = io.NopCloser(bytes.NewReader(raw))
	return res, nil
}

// bare is an error without the address, which holds the token.
func (d doer) bare(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	if strings.Contains(err.Error(), d.token) {
		return errors.New(strings.ReplaceAll(err.Error(), d.token, "TOKEN"))
	}
	return err
}

// cutError: no answer came. What had reached Telegram may have been done.
type cutError struct {
	reached bool
	err     error
}

func (e *cutError) Error() string { return e.err.Error() }
func (e *cutError) Unwrap() error { return e.err }

// statusError: something between us and Telegram answered, not Telegram.
type statusError struct{ status int }

func (e *statusError) Error() string {
	return fmt.Sprintf("answer with status %d that is not Telegram's", e.status)
}
