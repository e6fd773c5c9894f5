"""What is said of changed strategies."""

from __future__ import annotations

STRATEGIES = "Strategie"
NO_REASON = "důvod neuveden"
PROMISE = "mění se slib a kniha změn o tom nic neříká"
PROMISE_GONE = "slib ubývá"
LABELS = {"deadline": "termín", "title": "název", "plain": "vysvětlení", "weight": "váha", "target": "cíl"}
