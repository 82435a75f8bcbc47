"""Windows that stay open while page after page is looked at: one log-in, one renderer, styles and scripts read once."""

from playwright.sync_api import Browser, Page

MOBILE_BELOW = 600  # pixels


class Windows:
    """The windows of one site, one for each person and kind of screen.

    For pages that are only looked at; what leaves something in the browser gets a window of its own.
    """

    def __init__(self, browser: Browser, site: str, logged_in) -> None:
        """logged_in: what a browser keeps once somebody has logged in, by log-in name."""
        self._browser, self._site, self._logged_in = browser, site, logged_in
        self._pages: dict[tuple[str | None, bool], Page] = {}
        self.troubles: list[str] = []

    def look(self, path: str, *, who: str | None, size: dict[str, int]) -> Page:
        """Open a page as somebody, on a screen of that size."""
        kind = who, size["width"] < MOBILE_BELOW
        page = self._pages.get(kind) or self._pages.setdefault(kind, self._opened(*kind))
        page.set_viewport_size(size)
        page.goto(f"/{path}")
        return page

    def _opened(self, who: str | None, is_phone: bool) -> Page:
        context = self._browser.new_context(
            is_mobile=is_phone,
            has_touch=is_phone,
            locale="zh-CN",
            base_url=self._site,
            storage_state=self._logged_in(who) if who else None,
        )
        page = context.new_page()
        watch(page, self._site, self.troubles)
        return page

    def close(self) -> None:
        """Close them all."""
        for page in self._pages.values():
            page.context.close()


def watch(page: Page, site: str, troubles: list[str]) -> None:
    """Note whatever fails in a page, is forbidden by its policy, or is asked of another site."""
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None)
    page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith((site, "data:")) else None)
