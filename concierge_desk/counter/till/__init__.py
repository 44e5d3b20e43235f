"""The till: visits, tickets, payments, the drawer. Pure rules."""
