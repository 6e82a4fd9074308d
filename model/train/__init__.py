"""How the shipped models were made: data rendered here, then trained. Nothing at run time imports this."""
