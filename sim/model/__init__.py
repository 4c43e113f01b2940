"""The Mesa model: the engine to read, to subclass and to step through week by week."""

from sim.model.company import Company
from sim.model.customer import Customer
from sim.model.department import Department
from sim.model.meeting import Meeting
from sim.model.person import Person
from sim.model.simulate import simulate
from sim.model.staff import CustomerFacing, FinanceClerk, InsideStaff, ProductionWorker, Salesperson
from sim.model.tie import Tie

__all__ = [
    "Company", "Customer", "CustomerFacing", "Department", "FinanceClerk", "InsideStaff", "Meeting", "Person",
    "ProductionWorker", "Salesperson", "Tie", "simulate",
]  # fmt: skip
