namespace AdapterKit;

/// <summary>How the branches of a setup share a batch.</summary>
internal enum Branching
{
    /// <summary>There is one branch, and it has the whole batch.</summary>
    None,

    /// <summary>Every branch has the whole batch: rows are repeated from the first site on at which branches differ.</summary>
    Copies,

    /// <summary>Every branch has some rows of the batch.</summary>
    Rows,
}
