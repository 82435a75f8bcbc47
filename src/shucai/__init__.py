"""数采 Shucai: yearly statutory data collection of vocational schools, from forms as data to checked workbooks."""
