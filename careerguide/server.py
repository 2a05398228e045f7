"""How gunicorn serves: `gunicorn -c python:careerguide.server careerguide.wsgi`, and `manage.py up`."""

import os

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"

bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True  # loaded once, shared by the workers; wsgi.py connects to nothing
keepalive = 75  # seconds; longer than the proxies in front keep a connection, so they never write to a closed one
control_socket_disable = True  # else it makes a folder in the user's home
