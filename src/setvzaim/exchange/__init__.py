"""Files from outside: workbooks of offices and schools."""
