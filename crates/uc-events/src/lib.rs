//! What happened: events, durable before the answer, kept in a Delta Lake table, asked with DataFusion.
