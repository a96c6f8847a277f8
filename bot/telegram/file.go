package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// Fetch reads a file that somebody sent, at most 20 MB of it. The library's own
// address of files cannot be moved to another root.
func (c *Channel) Fetch(ctx context.Context, m bot.Media) ([]byte, error) {
	res, err := c.call(ctx, "getFile", tgbotapi.Params{"file_id": m.Ref}, callFor)
	if err != nil {
		return nil, err
	}
	var f tgbotapi.File
	if err := json.Unmarshal(res.Result, &f); err != nil {
		return nil, fmt.Errorf("read where a file is: %w", err)
	}
	at, err := url.JoinPath(c.cfg.API, "file", "bot"+c.cfg.Token, f.FilePath)
	if err != nil {
		return nil, fmt.Errorf("read where a file is: its path is not one")
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	req, err := http.NewRequest(http.MethodGet, at, nil)
	if err != nil {
		return nil, fmt.Errorf("read where a file is: its path is not one")
	}
	d := doer{ctx: ctx, client: c.client, token: c.cfg.Token}
	got, err := d.client.Do(req.WithContext(ctx))
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", d.bare(err))
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch a file: %w", &statusError{got.StatusCode})
	}
	raw, err := io.ReadAll(io.LimitReader(got.Body, maxDownload))
	if err != nil {
		return nil, fmt.Errorf("fetch a file: %w", d.bare(err))
	}
	return raw, nil
}
