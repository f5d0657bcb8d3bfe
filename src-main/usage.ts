/** The text of `--help`. */
export const usage = `Plugboard, the operations console for EV chargers

Usage: npm start -- [options]

  --headless               serve the windows to a browser instead of opening the desktop app
  --demo                   run a simulated depot, on loopback and with a database of its own
  --data-dir <directory>   where the database, the logs and the backups are kept
                           (default: the platform's place for application data)

Chargers
  --ocpp-host <address>    interface on which chargers connect (default 0.0.0.0, demo 127.0.0.1)
  --ocpp-port <port>       port on which chargers connect (default 9220)
  --tls-port <port>        opens the TLS listener (security profile 2) on this port (default 9221)
  --mtls-port <port>       opens the listener that asks chargers for a certificate (profile 3; default 9222)
  --legacy-tls-port <port> opens a listener for chargers that know TLS 1.0 or 1.1 only; insecure (default 9223)
                           Without these options the choice in the Security window counts
  --tls-cert <file>        PEM certificate chain of your own; opens the TLS listener as well
  --tls-key <file>         PEM private key of the certificate
                           Without a certificate of your own Plugboard issues one
  --files-port <port>      port for uploads and firmware over HTTP (default 9281)
  --ftp-port <port>        port for uploads over FTP (default 9282); its data comes on the 18 ports after it.
                           Both are open only while a file transfer runs
  --first-contact <rule>   what happens to a charger that was never seen before:
                           quarantine, accept or refuse (default: as set in Settings, at first quarantine)

Browser and scripts
  --host <address>         loopback address on which browsers connect (default 127.0.0.1);
                           any other address is refused until there are user accounts
  --web-port <port>        port on which browsers and scripts connect (default 9280); of the desktop app
                           scripts alone, where Settings allow it

  -h, --help               print this text
  -v, --version            print the version

Port 0 picks a free port. Without a display or an Electron binary, --headless is the default.
Exit codes: 0 ended on request, 1 the start failed or a fault occurred, 2 the command line is wrong.

Examples
  npm start -- --demo
  npm start -- --headless --data-dir /srv/plugboard --ocpp-port 9000
  npm start -- --tls-port 9221 --mtls-port 9222
`
