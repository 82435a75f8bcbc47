"""进度总览: departments × forms of a campaign, what holds each up, who waits for whom, words to remind with."""
