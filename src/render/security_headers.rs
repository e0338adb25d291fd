//! What a server says beside each page, so that browsers let it do nothing but be read.
//!
//! The same lines for every server: `_headers` in the site for hosts that read it, [`WebServer::snippet`] for those that
//! are set up by hand. A page says the most important of them itself ([`PAGE_POLICY`]), for hosts that say nothing.

use std::fmt::Write as _;

use crate::content::config::Config;
use crate::disk::source::Asset;

/// What a page may load: its own stylesheet, its own pictures, and its icon, which is a `data:` address. No script at
/// all; the block for search engines (JSON-LD) is data, which browsers never run, and needs no leave.
pub(crate) const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// The same for a copy that is opened from a folder, where no file is of the same origin as another.
pub(crate) const PORTABLE_POLICY: &str =
    "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

/// How long browsers keep a page, in seconds: a corrected text reaches everybody within five minutes.
const PAGE_SECONDS: u32 = 300;

/// For a file whose name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Powers of a browser that no page asks for. Those that browsers give up are left out: they would complain.
const POWERS: [&str; 15] = [
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
];

/// Names and values of the headers that go with every answer, caching apart.
fn fields(config: &Config) -> Vec<(&'static str, String)> {
    let off: Vec<String> = POWERS.iter().map(|power| format!("{power}=()")).collect();
    let mut fields = vec![
        ("Content-Security-Policy", format!("{PAGE_POLICY}; frame-ancestors 'none'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", off.join(", ")),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
    ];
    // One year. Not for the hosts below this one, nor for ever in every browser: that is for their owner to promise.
    if config.base_url.starts_with("https:") {
        fields.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    fields
}

/// The fields as the lines of a server's settings.
fn lines(config: &Config, line: fn(&str, &str) -> String) -> String {
    fields(config).iter().map(|(name, value)| line(name, value)).collect()
}

/// `_headers`, as Netlify and Cloudflare Pages read it. How long pages are kept is left to these hosts: they ask again
/// each time, and would join a second value for the same file to the first.
#[must_use]
pub(crate) fn netlify(config: &Config, assets: &[Asset]) -> String {
    let base = config.base_path();
    let mut text = format!("{base}*\n");
    for (name, value) in fields(config) {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for asset in assets.iter().filter(|asset| asset.is_fingerprinted()) {
        let _ = writeln!(text, "{base}{}\n  Cache-Control: {FOR_EVER}", asset.address);
    }
    text
}

/// A server that is set up by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum WebServer {
    /// nginx: lines for a `server { … }` block
    Nginx,
    /// Apache: lines for a `<VirtualHost>`, with `mod_headers`; or for a `.htaccess` at the site's top
    Apache,
    /// Caddy: lines for a site's block
    Caddy,
}

impl WebServer {
    /// Lines for the server's configuration: headers, caching, the page for what is not there, and no look at what the
    /// program keeps for itself.
    #[must_use]
    pub(crate) fn snippet(self, config: &Config) -> String {
        let base = config.base_path();
        match self {
            Self::Nginx => {
                let fields = lines(config, |name, value| format!("add_header {name} \"{value}\" always;\n"));
                format!(
                    "# Made by `carepress headers nginx`: include it in the server block of {site}\n\
                     charset utf-8;\n\
                     server_tokens off;\n\
                     error_page 404 \"{base}404.html\";\n\
                     {fields}\
                     # Without `always`: what is not there is asked for again.\n\
                     set $carepress_kept \"public, max-age={PAGE_SECONDS}\";\n\
                     if ($uri ~ \"\\.[0-9a-f]{{8}}\\.(css|js)$\") {{ set $carepress_kept \"{FOR_EVER}\"; }}\n\
                     add_header Cache-Control $carepress_kept;\n\
                     location ~ \"/(\\.(?!well-known/)|_headers$|_redirects$)\" {{ return 404; }}\n",
                    site = config.base_url,
                )
            }
            Self::Apache => {
                let fields = lines(config, |name, value| format!("Header always set {name} \"{value}\"\n"));
                format!(
                    "# Made by `carepress headers apache`: include it in the virtual host of {site}, with mod_headers\n\
                     AddDefaultCharset utf-8\n\
                     ErrorDocument 404 {base}404.html\n\
                     {fields}\
                     # What is not there is asked for again.\n\
                     Header set Cache-Control \"public, max-age={PAGE_SECONDS}\" \"expr={there}\"\n\
                     <FilesMatch \"\\.[0-9a-f]{{8}}\\.(css|js)$\">\n\
                     Header set Cache-Control \"{FOR_EVER}\" \"expr={there}\"\n\
                     </FilesMatch>\n\
                     RedirectMatch 404 \"/(\\.(?!well-known/)|_headers$|_redirects$)\"\n",
                    site = config.base_url,
                    there = "%{REQUEST_STATUS} in {'200', '206', '304'}",
                )
            }
            Self::Caddy => {
                let fields = lines(config, |name, value| format!("\t{name} \"{value}\"\n"));
                let header = format!("header {{\n{fields}\t-Server\n}}\n");
                format!(
                    "# Made by `carepress headers caddy`: import it in the block of {site}\n\
                     {header}\
                     @page file {{path}} {{path}}index.html\n\
                     header @page Cache-Control \"public, max-age={PAGE_SECONDS}\"\n\
                     @kept {{\n\tfile\n\tpath_regexp \\.[0-9a-f]{{8}}\\.(css|js)$\n}}\n\
                     header @kept Cache-Control \"{FOR_EVER}\"\n\
                     @hidden path */.carepress.json */_headers */_redirects\n\
                     error @hidden 404\n\
                     file_server\n\
                     handle_errors {{\n{header}\trewrite * \"{base}404.html\"\n\tfile_server\n}}\n",
                    site = config.base_url,
                )
            }
        }
    }
}
