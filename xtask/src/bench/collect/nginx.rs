//! nginx, with two workers and nothing to do: it answers 204 to whatever it is sent.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::bench::service::{Service, free_address};

/// Starts an nginx of our own in `folder`; the system's, if there is one, is not touched.
pub(super) fn start(folder: &Path) -> Result<Service> {
    let folder = folder.join("nginx");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let address = free_address()?;
    let settings = folder.join("nginx.conf");
    let text = format!(
        "daemon off;\n\
         worker_processes 2;\n\
         pid nginx.pid;\n\
         error_log error.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n\
           access_log off;\n\
           keepalive_requests 1000000000;\n\
           client_body_temp_path body;\n\
           proxy_temp_path proxy;\n\
           fastcgi_temp_path fastcgi;\n\
           uwsgi_temp_path uwsgi;\n\
           scgi_temp_path scgi;\n\
           server {{ listen {address} backlog=1024; location / {{ return 204; }} }}\n\
         }}\n"
    );
    fs::write(&settings, text).with_context(|| format!("cannot write {}", settings.display()))?;
    let mut command = Command::new("nginx");
    command.arg("-p").arg(&folder).args(["-e", "error.log", "-c"]).arg(&settings);
    Service::start(&mut command, address, "/", &folder.join("said"))
}
