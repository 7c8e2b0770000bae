using AdapterKit.Hosting;
using static TorchSharp.torch;

namespace AdapterKit.Server;

/// <summary>Reads what the fusion of a task attends to in one text.</summary>
internal static class AttentionReader
{
    /// <summary>Reads it on the thread of the dispatcher, which owns the model.</summary>
    /// <exception cref="RequestException">There is no such task, it fuses no others, or the text does not fit it.</exception>
    public static Task<AttentionResponse> ReadAsync(
        PluginHost host, RequestDispatcher dispatcher, string id, TaskInput input, CancellationToken cancellationToken) =>
        dispatcher.InvokeAsync(
            () =>
            {
                using var lease = host.Lease();
                return Read(Require(lease, id, input), input);
            },
            cancellationToken);

    private static TaskAdapter Require(TaskLease lease, string id, TaskInput input)
    {
        var task = lease.FindTask(id) ?? throw new RequestException($"There is no task '{id}'.", StatusCodes.Status404NotFound);
        if (task.Config.Fusion is null)
        {
            throw new RequestException(
                $"Task '{id}' fuses no others, so that it has no attention to show.", StatusCodes.Status422UnprocessableEntity);
        }

        var reading = task.Declaration.Kind.Reading;
        return reading.Fits(input)
            ? task
            : throw new RequestException($"Task '{id}' reads {reading.Inputs}.", StatusCodes.Status422UnprocessableEntity);
    }

    private static AttentionResponse Read(TaskAdapter task, TaskInput input)
    {
        var tokenizer = task.Backbone.Tokenizer;
        var text = task.Declaration.Kind.ReadingOn(task.Backbone).Tokenize(task.Backbone, input, task.Config.MaxTokens);
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([text], task.Backbone.PadId, task.Backbone.Device);
        using var attention = task.FusionAttention(batch);
        var members = task.Config.Fusion!.Setup.Members;
        List<(Site Site, float[]?[] Weights)> sites =
            [.. attention.Sites.Select(site => (site, members.Select(member => ReadWeights(attention.At(site, member))).ToArray()))];
        var read = sites.FindAll(entry => entry.Site.Layer < task.Backbone.Encoder.SourceLayers);
        return new(
            task.Id,
            [.. members.Select(member => member.ToString()!)],
            [.. sites.Select(entry => new AttentionSite(
                entry.Site.Layer, entry.Site.Point.Name, [.. entry.Weights.Select(weights => (double?)weights?.Average())]))],
            read.Count == 0 ? [] : [.. text.Ids.Select((token, place) => new AttentionToken(
                tokenizer.TextOf(token),
                [.. members.Select((_, member) => read.Average(entry => (double?)entry.Weights[member]?[place] ?? 0))]))]);
    }

    private static float[]? ReadWeights(Tensor? weights) => weights?.flatten().to(float32).cpu().data<float>().ToArray();
}
