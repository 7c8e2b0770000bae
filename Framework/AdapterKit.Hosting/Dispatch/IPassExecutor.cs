namespace AdapterKit.Hosting;

/// <summary>What a dispatcher runs.</summary>
internal interface IPassExecutor
{
    /// <summary>Tokenizes rows, on the caller's thread.</summary>
    /// <returns>For each row its tokens, or a result if it cannot be run.</returns>
    IReadOnlyList<(PreparedRow Row, RowResult? Result)> Prepare(IReadOnlyList<DispatchRow> rows);

    /// <summary>Runs rows in one pass, on the dispatcher's thread.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="isShort">Whether tasks do without the layers that they can do without.</param>
    /// <returns>The result of each row.</returns>
    IReadOnlyList<RowResult> Run(IReadOnlyList<PreparedRow> rows, bool isShort = false);
}
