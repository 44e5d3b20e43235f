"""What dev.py sets up: the environment, the locked libraries, what the system has to bring.

Standard library only: all of it runs before anything is installed.
"""
