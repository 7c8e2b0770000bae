namespace AdapterKit;

/// <summary>The base of tasks that read pairs of texts.</summary>
/// <typeparam name="TPrediction">What the task says of a pair.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class PairedTextsTask<TPrediction>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TaskAdapter(declaration, backbone, config)
    where TPrediction : TaskPrediction
{
    /// <summary>Predicts for a pair of texts.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text.</param>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    public TPrediction Predict(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Predict([(first, second)])[0];
    }

    /// <summary>Predicts for pairs of texts, in passes of pairs of similar length.</summary>
    /// <remarks>Safe to call from several threads at once.</remarks>
    /// <param name="pairs">Any number of pairs.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>The predictions in the order of the pairs.</returns>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<TPrediction> Predict(
        IReadOnlyList<(string First, string Second)> pairs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        TaskInput[] inputs = [.. pairs.Select(pair => new TaskInput(pair.First, pair.Second))];
        return [.. new TaskPredictor(this).Predict(inputs, cancellationToken).Select(predictions => (TPrediction)predictions[Id])];
    }
}
