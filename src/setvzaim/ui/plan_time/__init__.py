"""The plan in time: a calendar and a timeline beside the table of measures, their figures, marking what is done."""
