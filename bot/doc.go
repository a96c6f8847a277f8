// Package bot is the vocabulary that every channel shares: who a message is
// from, what was said, what is to be shown, and how a send ended. It imports
// nothing of ours; channels import it and know no flows.
package bot
