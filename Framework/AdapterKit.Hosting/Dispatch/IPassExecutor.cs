namespace AdapterKit.Hosting;

/// <summary>What a dispatcher runs.</summary>
internal interface IPassExecutor
{
    /// <summary>Tokenizes rows, on the caller's thread.</summary>
    /// <returns>For each row its tokens, or a result if it cannot be run.</returns>
    IReadOnlyList<(PreparedRow Row, RowResult? Result)> Prepare(IReadOnlyList<DispatchRow> rows);

    /// <summary>Runs rows in one pass, on the dispatcher's thread.</summary>
    /// <returns>The result of each row.</returns>
    IReadOnlyList<RowResult> Run(IReadOnlyList<PreparedRow> rows);
}
