namespace AdapterKit.LoadTests;

/// <summary>What is put under load.</summary>
internal interface ILoadTarget
{
    /// <summary>Asks one task for one text.</summary>
    /// <param name="caller">The number of who asks: each has a share of its own.</param>
    /// <param name="task">The task.</param>
    /// <param name="text">The text.</param>
    Task<Outcome> AskAsync(int caller, string task, string text);
}
