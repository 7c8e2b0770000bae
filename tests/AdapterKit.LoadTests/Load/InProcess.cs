using AdapterKit.Hosting;

namespace AdapterKit.LoadTests;

/// <summary>The dispatcher without HTTP.</summary>
internal sealed class InProcess(RequestDispatcher dispatcher, TimeSpan timeout) : ILoadTarget
{
    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        try
        {
            var results = await dispatcher.RunAsync([new DispatchRow(task, new TaskInput(text))], $"caller-{caller}", timeout);
            return results[0].State switch
            {
                RowState.Answered => Outcome.Answered,
                RowState.Late => Outcome.Late,
                _ => Outcome.Failed,
            };
        }
        catch (DispatchRejectedException)
        {
            return Outcome.Refused;
        }
    }
}
