namespace AdapterKit;

/// <summary>The base of tasks that read one text.</summary>
/// <typeparam name="TPrediction">What the task says of a text.</typeparam>
/// <param name="declaration">The task.</param>
/// <param name="backbone">The backbone to fit; borrowed.</param>
/// <param name="config">The configuration.</param>
public abstract class TextTask<TPrediction>(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TaskAdapter(declaration, backbone, config)
    where TPrediction : TaskPrediction
{
    /// <summary>Predicts for a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    public TPrediction Predict(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Predict([text])[0];
    }

    /// <summary>Predicts for texts, in passes of texts of similar length.</summary>
    /// <remarks>
    /// Safe to call from several threads at once. For several tasks on the same texts, <see cref="TaskPredictor"/> is faster.
    /// </remarks>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>The predictions in the order of the texts.</returns>
    /// <exception cref="InvalidOperationException">The task is in training mode.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<TPrediction> Predict(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        [.. new TaskPredictor(this).Predict(texts, cancellationToken).Select(predictions => predictions.Of(this))];
}
