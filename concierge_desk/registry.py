"""The list of services: one import line each, in the order in which they are shown."""

from concierge_desk.counter.service import Service

# isort: off
from concierge_desk.services.relay import SERVICE as RELAY
from concierge_desk.services.shop import SERVICE as SHOP
from concierge_desk.services.pressing import SERVICE as PRESSING
from concierge_desk.services.sewing import SERVICE as SEWING
from concierge_desk.services.cobbler import SERVICE as COBBLER
from concierge_desk.services.keycut import SERVICE as KEYCUT
from concierge_desk.services.bikefix import SERVICE as BIKEFIX
from concierge_desk.services.tools import SERVICE as TOOLS
from concierge_desk.services.appliances import SERVICE as APPLIANCES
from concierge_desk.services.games import SERVICE as GAMES
from concierge_desk.services.bikes import SERVICE as BIKES
from concierge_desk.services.keys import SERVICE as KEYS
from concierge_desk.mechanisms.people import SERVICE as PEOPLE
# isort: on

SERVICES = tuple(found for found in tuple(vars().values()) if isinstance(found, Service))
