"""The list of services: one import line each."""

from concierge_desk.services.relay import SERVICE as RELAY
from concierge_desk.services.shop import SERVICE as SHOP

SERVICES = (RELAY, SHOP)
