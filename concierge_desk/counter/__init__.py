"""What happens at any counter, whatever the service: no Qt, no SQL."""
