"""Reads Arabic reporting on the insurgency in the Syrian desert into counts that can be traced and compared."""

__version__ = "0.1.0"
