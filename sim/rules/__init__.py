"""The theory: one file per mechanism, pure functions of numbers.

A mechanism belongs to whom its parameters can differ by: a person (department and rank), a meeting,
or the company as a whole. The field names below are the scenario keys.
"""

from typing import NamedTuple

from sim.rules.agenda import Agenda
from sim.rules.allocation import Allocation
from sim.rules.attendance import Attendance
from sim.rules.attention import Attention
from sim.rules.blame import Blame
from sim.rules.contact import Contact
from sim.rules.customers import Customers
from sim.rules.delegation import Delegation
from sim.rules.demand import Demand
from sim.rules.ease import Ease
from sim.rules.explanation import Explanation
from sim.rules.forgetting import Forgetting
from sim.rules.forms import Forms
from sim.rules.gossip import Gossip
from sim.rules.heard import Heard
from sim.rules.hybrid import Hybrid
from sim.rules.importance import Importance
from sim.rules.impression import Impression
from sim.rules.influence import Influence
from sim.rules.peers import Peers
from sim.rules.preaching import Preaching
from sim.rules.privilege import Privilege
from sim.rules.revenue import Revenue
from sim.rules.ritual import Ritual
from sim.rules.service import Service
from sim.rules.stereotype import Stereotype
from sim.rules.visibility import Visibility
from sim.rules.voice import Voice


class PersonRules(NamedTuple):
    """Mechanisms whose parameters can differ by department and rank."""

    attendance: Attendance
    importance: Importance
    peers: Peers
    privilege: Privilege
    delegation: Delegation
    explanation: Explanation
    demand: Demand
    attention: Attention
    contact: Contact
    preaching: Preaching
    ease: Ease
    heard: Heard


class MeetingRules(NamedTuple):
    """Mechanisms whose parameters can differ by meeting."""

    allocation: Allocation
    agenda: Agenda
    ritual: Ritual
    hybrid: Hybrid
    gossip: Gossip


class CompanyRules(NamedTuple):
    """Mechanisms that are the same for the whole company."""

    voice: Voice
    visibility: Visibility
    impression: Impression
    stereotype: Stereotype
    forgetting: Forgetting
    customers: Customers
    influence: Influence
    service: Service
    revenue: Revenue
    blame: Blame
    forms: Forms  # the last, as it holds no parameters
